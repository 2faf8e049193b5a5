package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.order.domain.Rejection;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Recurring job: ensures that every order ends. An order that is pending for longer than usual, because its instance
 * crashed or its event is delayed, is resumed; an order past its deadline is rejected, even while other services are
 * unavailable.
 */
@ApplicationScoped
class ResumeOrders implements RecurringJob<OrderId> {

    private final Orders orders;
    private final AcceptReservation acceptReservation;
    private final SettlePayment settlePayment;
    private final Duration usual;

    ResumeOrders(
            Orders orders,
            AcceptReservation acceptReservation,
            SettlePayment settlePayment,
            @ConfigProperty(name = "parley.order.resume-after") Duration usual) {
        this.orders = orders;
        this.acceptReservation = acceptReservation;
        this.settlePayment = settlePayment;
        this.usual = usual;
    }

    @Override
    public String name() {
        return "pending-orders";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<OrderId> due(Instant now, int most) {
        return orders.pendingDueBefore(now.plus(Order.DEADLINE).minus(usual), most);
    }

    @Override
    public void handle(OrderId id, Instant now) {
        if (orders.find(id).filter(order -> order.isOverdue(now)).isPresent()) {
            timeOut(id, now);
        } else {
            acceptReservation.resume(id);
        }
    }

    private void timeOut(OrderId id, Instant now) {
        OptimisticRetry.run(() -> {
            orders.find(id).filter(Order::isPending).ifPresent(order -> {
                order.reject(Rejection.timedOut(), 0, now);
                OrderLog.after(order, () -> orders.save(order));
            });
            return true;
        });
        settlePayment.handle(id);
    }
}
