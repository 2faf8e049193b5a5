package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Recurring job: closes active carts without a change for seven days. */
@ApplicationScoped
class AbandonCarts implements RecurringJob<CartId> {

    private final Carts carts;

    AbandonCarts(Carts carts) {
        this.carts = carts;
    }

    @Override
    public String name() {
        return "abandoned-carts";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<CartId> due(Instant now, int most) {
        return carts.expiredAt(now, most);
    }

    @Override
    public void handle(CartId id, Instant now) {
        OptimisticRetry.run(() -> {
            carts.byId(id).ifPresent(cart -> {
                cart.abandon(now);
                CartLog.save(carts, cart);
            });
            return true;
        });
    }
}
