package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.category.domain.CategoryProducts;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.OptimisticRetry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Counts and moves the products of categories. */
@ApplicationScoped
public class ProductsInCategories implements CategoryProducts {

    private static final int SOME = 100;
    private static final int TRIES = 5;

    private final Products products;
    private final List<ProductListener> listeners;
    private final Clock clock;

    public ProductsInCategories(Products products, @All List<ProductListener> listeners, Clock clock) {
        this.products = products;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public Map<String, Integer> active() {
        return products.activeByCategory();
    }

    @Override
    public boolean any(String slug) {
        return !products.inCategory(slug, 1).isEmpty();
    }

    @Override
    public boolean moveSome(String from, String to) {
        List<ProductId> some = products.inCategory(from, SOME);
        some.forEach(id -> OptimisticRetry.run(TRIES, () -> {
            products.find(id).ifPresent(product -> move(product, from, to));
            return id;
        }));
        return some.size() == SOME;
    }

    private void move(Product product, String from, String to) {
        product.recategorize(from, to, clock.instant());
        products.save(product);
        listeners.forEach(listener -> listener.productChanged(product.id(), product.version()));
    }
}
