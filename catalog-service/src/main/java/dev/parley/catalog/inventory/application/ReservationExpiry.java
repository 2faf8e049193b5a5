package dev.parley.catalog.inventory.application;

import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When reservations are swept. */
@ApplicationScoped
class ReservationExpiry implements Expiry {

    private final SweepReservations sweep;
    private final Duration every;

    ReservationExpiry(
            SweepReservations sweep,
            @ConfigProperty(name = "parley.inventory.sweep-every", defaultValue = "15s") Duration every) {
        this.sweep = sweep;
        this.every = every;
    }

    @Override
    public String name() {
        return "reservations";
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public int sweep(Instant now) {
        return sweep.handle(now);
    }
}
