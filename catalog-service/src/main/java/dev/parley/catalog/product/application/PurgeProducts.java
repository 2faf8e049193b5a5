package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Recurring job: removes products that were deleted 30 days ago; items are product ids. */
@ApplicationScoped
class PurgeProducts implements RecurringJob<ProductId> {

    private static final Logger LOG = Logger.getLogger(PurgeProducts.class);

    private final Products products;

    PurgeProducts(Products products) {
        this.products = products;
    }

    @Override
    public String name() {
        return "purge-products";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public List<ProductId> due(Instant now, int most) {
        return products.deletedBefore(now.minus(Product.PURGED_AFTER), most);
    }

    @Override
    public void handle(ProductId id, Instant now) {
        products.purge(id, now.minus(Product.PURGED_AFTER));
        LOG.infof("Product purged: productId=%s", id);
    }
}
