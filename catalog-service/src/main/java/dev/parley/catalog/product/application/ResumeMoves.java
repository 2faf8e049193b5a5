package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Recurring job: completes moves of variants that a crash has interrupted; items are the products that expect them. */
@ApplicationScoped
class ResumeMoves implements RecurringJob<ProductId> {

    private static final Duration INTERRUPTED_AFTER = Duration.ofSeconds(30);

    private final Products products;
    private final MoveVariants moveVariants;

    ResumeMoves(Products products, MoveVariants moveVariants) {
        this.products = products;
        this.moveVariants = moveVariants;
    }

    @Override
    public String name() {
        return "variant-moves";
    }

    @Override
    public Duration every() {
        return INTERRUPTED_AFTER;
    }

    @Override
    public List<ProductId> due(Instant now, int most) {
        return products.expectingSince(now.minus(INTERRUPTED_AFTER), most);
    }

    @Override
    public void handle(ProductId id, Instant now) {
        moveVariants.handle(id);
    }
}
