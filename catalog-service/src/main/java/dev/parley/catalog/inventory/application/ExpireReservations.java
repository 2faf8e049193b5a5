package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Recurring job: releases expired reservations that are not pinned; items are order ids. */
@ApplicationScoped
public class ExpireReservations implements RecurringJob<OrderId> {

    private final Reservations reservations;
    private final EndReservation end;
    private final Duration every;

    public ExpireReservations(
            Reservations reservations,
            EndReservation end,
            @ConfigProperty(name = "parley.inventory.sweep-every", defaultValue = "15s") Duration every) {
        this.reservations = reservations;
        this.end = end;
        this.every = every;
    }

    @Override
    public String name() {
        return "expired-reservations";
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public List<OrderId> due(Instant now, int most) {
        return reservations.expired(now, most);
    }

    @Override
    public void handle(OrderId orderId, Instant now) {
        end.expire(orderId);
    }
}
