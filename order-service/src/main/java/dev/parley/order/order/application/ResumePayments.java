package dev.parley.order.order.application;

import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Recurring job: ends the payments of orders that have ended, after an instance crashed before doing so. */
@ApplicationScoped
class ResumePayments implements RecurringJob<OrderId> {

    private final Orders orders;
    private final SettlePayment settlePayment;
    private final Duration usual;

    ResumePayments(
            Orders orders,
            SettlePayment settlePayment,
            @ConfigProperty(name = "parley.order.resume-after") Duration usual) {
        this.orders = orders;
        this.settlePayment = settlePayment;
        this.usual = usual;
    }

    @Override
    public String name() {
        return "unsettled-payments";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<OrderId> due(Instant now, int most) {
        return orders.unsettledSince(now.minus(usual), most);
    }

    @Override
    public void handle(OrderId id, Instant now) {
        settlePayment.handle(id);
    }
}
