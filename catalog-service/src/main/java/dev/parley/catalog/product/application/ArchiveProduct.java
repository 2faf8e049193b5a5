package dev.parley.catalog.product.application;

import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.problem.Problems;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Takes a product off sale: it is no longer found, and what orders hold of it stays theirs. */
@ApplicationScoped
public class ArchiveProduct {

    private static final int TRIES = 5;

    private final Products products;
    private final List<ProductListener> listeners;
    private final AdminActions adminActions;
    private final Clock clock;

    public ArchiveProduct(
            Products products, @All List<ProductListener> listeners, AdminActions adminActions, Clock clock) {
        this.products = products;
        this.listeners = listeners;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /** Archives it; a repeat changes nothing. */
    public void handle(String id) {
        for (int i = 0; i < TRIES; i++) {
            Product known = products.find(id).orElseThrow(() -> new ProductProblem.NotFound(id));
            Product archived = known.archive(clock.instant());
            if (archived == known) {
                return;
            }
            var record = adminActions
                    .record("product.archived", "product", id)
                    .changed(
                            "status",
                            known.state().status().word(),
                            archived.state().status().word());
            if (products.save(archived, record.events())) {
                listeners.forEach(l -> l.productChanged(id, archived.state().version()));
                return;
            }
        }
        throw Problems.versionConflict();
    }
}
