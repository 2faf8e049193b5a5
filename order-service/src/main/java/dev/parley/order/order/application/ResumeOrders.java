package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.order.domain.Rejection;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.events.Expiry;
import dev.parley.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sees to it that every order ends. One that is pending for longer than usual, for the instance that worked on it died or its event is held up, is taken up again;
 * one that is past its deadline is refused, whatever is away.
 */
@ApplicationScoped
class ResumeOrders implements Expiry {

    private static final Logger LOG = Logger.getLogger(ResumeOrders.class);
    private static final int BATCH = 100;

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
    public int sweep(Instant now) {
        List<Order> late = orders.pendingDueBefore(now.plus(Order.DEADLINE).minus(usual), BATCH);
        for (Order order : late) {
            try {
                if (order.isOverdue(now)) {
                    giveUp(order, now);
                } else {
                    acceptReservation.resume(order.id());
                }
            } catch (Problem notNow) {
                // The next one may fare better, and this one comes up again.
                LOG.warnf("Order not resumed: orderId=%s problem=%s", order.id(), notNow.slug());
            }
        }
        List<Order> unsettled = orders.unsettledSince(now.minus(usual), BATCH);
        unsettled.forEach(order -> settlePayment.handle(order.id()));
        return late.size() + unsettled.size();
    }

    private void giveUp(Order overdue, Instant now) {
        Conflicts.retry(() -> {
            orders.find(overdue.id()).filter(Order::isPending).ifPresent(order -> {
                order.refuse(Rejection.timedOut(), 0, now);
                orders.save(order);
            });
            return true;
        });
        settlePayment.handle(overdue.id());
    }
}
