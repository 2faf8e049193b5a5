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

/** Rejects an order whose stock could not be reserved, with the reason. */
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
     * No effect when the event is stale or the order has been cancelled.
     *
     * @throws dev.parley.order.order.domain.OrderProblem.StepNotAllowed when the order is confirmed: the two contradict
     *     each other
     */
    public void handle(OrderId id, Rejection why, long sequence) {
        OptimisticRetry.run(() -> {
            Order order = orders.find(id).orElseThrow(() -> Problems.notFound("order"));
            if (!order.hasSeen(sequence) && order.status() != OrderStatus.CANCELLED) {
                order.reject(why, sequence, clock.instant());
                OrderLog.after(order, () -> orders.save(order));
            }
            return order;
        });
        settlePayment.handle(id);
    }
}
