package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.platform.events.Conflicts;
import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Closes carts that nobody changed for seven days. */
@ApplicationScoped
class AbandonCarts implements Expiry {

    private static final int BATCH = 200;

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
    public int sweep(Instant now) {
        List<Cart> expired = carts.expiredAt(now, BATCH);
        for (Cart cart : expired) {
            Conflicts.retry(() -> {
                carts.byId(cart.id()).filter(c -> c.status().isCurrent()).ifPresent(current -> {
                    current.abandon(now);
                    carts.save(current);
                });
                return true;
            });
        }
        return expired.size();
    }
}
