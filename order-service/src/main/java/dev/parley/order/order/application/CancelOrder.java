package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Cancels an order that is pending or confirmed; its stock and its money go back. */
@ApplicationScoped
public class CancelOrder {

    private final Orders orders;
    private final FindOrders findOrders;
    private final SettlePayment settlePayment;
    private final Clock clock;

    CancelOrder(Orders orders, FindOrders findOrders, SettlePayment settlePayment, Clock clock) {
        this.orders = orders;
        this.findOrders = findOrders;
        this.settlePayment = settlePayment;
        this.clock = clock;
    }

    /** @param reason a word for programs */
    public Order handle(OrderId id, FindOrders.Viewer viewer, String reason) {
        Conflicts.retry(() -> {
            Order order = findOrders.one(id, viewer);
            order.cancel(reason, clock.instant());
            orders.save(order);
            return order;
        });
        settlePayment.handle(id);
        return orders.find(id).orElseThrow(() -> Problems.notFound("order"));
    }
}
