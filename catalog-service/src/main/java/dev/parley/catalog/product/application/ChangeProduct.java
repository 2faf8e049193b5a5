package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.OptimisticRetry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Changes a product by hand, with an audit record. */
@ApplicationScoped
public class ChangeProduct {

    private static final Logger LOG = Logger.getLogger(ChangeProduct.class);
    private static final int TRIES = 5;

    /** Applied again to the stored product after a version clash. */
    @FunctionalInterface
    public interface Change {
        void applyTo(Product product, Instant now);
    }

    private final Products products;
    private final MoveVariants moveVariants;
    private final List<ProductListener> listeners;
    private final AuditProduct audit;
    private final Clock clock;

    public ChangeProduct(
            Products products,
            MoveVariants moveVariants,
            @All List<ProductListener> listeners,
            AuditProduct audit,
            Clock clock) {
        this.products = products;
        this.moveVariants = moveVariants;
        this.listeners = listeners;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The product as it is stored afterwards; a change without effect stores nothing.
     *
     * @param action of the audit record
     * @param precondition is given the product before the change, and throws when the caller has read another version
     * @throws ProductProblem when there is no such product, or a rule refuses the change
     */
    public Product handle(ProductId id, String action, Change change, Consumer<Product> precondition) {
        return OptimisticRetry.run(TRIES, () -> {
            Product product = products.find(id).orElseThrow(() -> new ProductProblem.NotFound(id.value()));
            precondition.accept(product);
            if (!product.arriving().isEmpty()) {
                product = moveVariants.handle(id);
            }
            Product.State before = product.state();
            change.applyTo(product, clock.instant());
            if (product.events().isEmpty()) {
                return product;
            }
            products.save(product, audit.as(action).of(before, product.state()));
            LOG.infof("Product changed: productId=%s action=%s", id, action);
            Product changed = product;
            listeners.forEach(listener -> listener.productChanged(id, changed.version()));
            return product;
        });
    }
}
