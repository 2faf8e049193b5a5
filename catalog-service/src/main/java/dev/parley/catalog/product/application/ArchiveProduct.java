package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Archives a product: it is no longer found or for sale; existing orders keep it. */
@ApplicationScoped
public class ArchiveProduct {

    private static final Logger LOG = Logger.getLogger(ArchiveProduct.class);
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

    /** Archives the product; idempotent. */
    public void handle(ProductId id) {
        Product archived = OptimisticRetry.run(TRIES, () -> {
            Product product = products.find(id).orElseThrow(() -> new ProductProblem.NotFound(id.value()));
            ProductStatus before = product.status();
            product.archive(clock.instant());
            var record = adminActions
                    .record("product.archived", "product", id.value())
                    .changed("status", WireName.of(before), WireName.of(product.status()));
            products.save(product, record.events());
            if (before != product.status()) {
                LOG.infof("Product archived: productId=%s", id);
            }
            return product;
        });
        listeners.forEach(listener -> listener.productChanged(id, archived.version()));
    }
}
