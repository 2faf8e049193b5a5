package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderStatus;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.order.domain.Rejection;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** There is no stock for an order: it comes to nothing and says why. */
@ApplicationScoped
public class RejectReservation {

    private final Orders orders;
    private final SettlePayment settlePayment;
    private final Clock clock;

    RejectReservation(Orders orders, SettlePayment settlePayment, Clock clock) {
        this.orders = orders;
        this.settlePayment = settlePayment;
        this.clock = clock;
    }

    /**
     * News of what was seen before, or of an order that was cancelled meanwhile, changes nothing.
     *
     * @throws dev.parley.order.order.domain.OrderProblem.StepNotAllowed when the order is sold: both cannot be true
     */
    public void handle(OrderId id, Rejection why, long sequence) {
        OptimisticRetry.run(() -> {
            Order order = orders.find(id).orElseThrow(() -> Problems.notFound("order"));
            if (!order.hasSeen(sequence) && order.status() != OrderStatus.CANCELLED) {
                order.refuse(why, sequence, clock.instant());
                orders.save(order);
            }
            return order;
        });
        settlePayment.handle(id);
    }
}
