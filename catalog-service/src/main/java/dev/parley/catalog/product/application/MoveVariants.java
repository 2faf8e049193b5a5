package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.AssignStock;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Moves the variants that a product expects to it: their present products release them, their stock is assigned to it,
 * then it takes them. Each step is one write and can be repeated; the product stops expecting them with the last one,
 * so a move that was interrupted is completed by the next change of the product or by {@link ResumeMoves}.
 */
@ApplicationScoped
public class MoveVariants {

    private static final int TRIES = 10;

    private final Products products;
    private final AssignStock assignStock;
    private final List<ProductListener> listeners;
    private final Clock clock;

    public MoveVariants(Products products, AssignStock assignStock, @All List<ProductListener> listeners, Clock clock) {
        this.products = products;
        this.assignStock = assignStock;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Completes the moves to this product; returns it with its variants. */
    public Product handle(ProductId id) {
        return OptimisticRetry.run(TRIES, () -> {
            Product target = products.find(id).orElseThrow(() -> new ProductProblem.NotFound(id.value()));
            List<Sku> skus = target.arriving().stream().map(Variant::sku).toList();
            if (skus.isEmpty()) {
                return target;
            }
            List<Product> sources = products.holding(skus).stream()
                    .filter(holder -> !holder.id().equals(id))
                    .toList();
            sources.forEach(source -> target.expect(source.variants(), clock.instant()));
            save(target); // changed only when another product has got a variant since
            for (Product source : sources) {
                source.release(skus, clock.instant());
                save(source);
            }
            assignStock.handle(skus, id);
            target.takeArrivals(clock.instant());
            try {
                save(target);
            } catch (ProductProblem.SkuTaken e) {
                throw new VersionClash(); // another product has got it since: it has to release it too
            }
            return target;
        });
    }

    private void save(Product product) {
        if (product.events().isEmpty()) {
            return;
        }
        products.save(product);
        listeners.forEach(listener -> listener.productChanged(product.id(), product.version()));
    }
}
