package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Recurring job: resumes moves of lines that a request did not finish, because of a crash or because the target cart
 * was in checkout.
 */
@ApplicationScoped
class ResumeMoves implements RecurringJob<CartId> {

    private static final Duration USUAL = Duration.ofSeconds(10);

    private final Carts carts;
    private final MergeCarts merge;

    ResumeMoves(Carts carts, MergeCarts merge) {
        this.carts = carts;
        this.merge = merge;
    }

    @Override
    public String name() {
        return "cart-moves";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public List<CartId> due(Instant now, int most) {
        return carts.movingSince(now.minus(USUAL), most);
    }

    @Override
    public void handle(CartId id, Instant now) {
        carts.byId(id).ifPresent(merge::move);
    }
}
