package dev.parley.order.order.application;

import dev.parley.order.order.application.FindOrder.Viewer;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderStatus;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AdminAction;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Cancels a pending or confirmed order; its stock is released and its payment voided or refunded. */
@ApplicationScoped
public class CancelOrder {

    private final Orders orders;
    private final FindOrder findOrder;
    private final SettlePayment settlePayment;
    private final AdminActions adminActions;
    private final Clock clock;

    CancelOrder(
            Orders orders, FindOrder findOrder, SettlePayment settlePayment, AdminActions adminActions, Clock clock) {
        this.orders = orders;
        this.findOrder = findOrder;
        this.settlePayment = settlePayment;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /** @param reason machine-readable */
    public Order handle(OrderId id, Viewer viewer, String reason) {
        OptimisticRetry.run(() -> {
            Order order = findOrder.handle(id, viewer);
            OrderStatus before = order.status();
            order.cancel(reason, clock.instant());
            AdminAction record = adminActions
                    .record("order.cancelled", "order", id.value())
                    .changed("status", WireName.of(before), WireName.of(order.status()));
            OrderLog.after(order, () -> orders.save(order, record.events()));
            return order;
        });
        settlePayment.handle(id);
        return orders.find(id).orElseThrow(() -> Problems.notFound("order"));
    }
}
