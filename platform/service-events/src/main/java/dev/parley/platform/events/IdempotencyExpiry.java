package dev.parley.platform.events;

import dev.parley.platform.http.IdempotencyKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Removes expired idempotency keys where the database has no TTL of its own. */
@ApplicationScoped
class IdempotencyExpiry implements Expiry {

    private final IdempotencyKeys keys;

    IdempotencyExpiry(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "idempotency-keys";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public int sweep(Instant now) {
        return keys.sweep(now);
    }
}
