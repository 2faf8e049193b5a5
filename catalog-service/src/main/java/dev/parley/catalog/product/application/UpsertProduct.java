package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Creates or updates a product from the facts of a source. */
@ApplicationScoped
public class UpsertProduct {

    private static final Logger LOG = Logger.getLogger(UpsertProduct.class);
    private static final int TRIES = 10;

    private final Products products;
    private final List<ProductListener> listeners;
    private final Clock clock;

    public UpsertProduct(Products products, @All List<ProductListener> listeners, Clock clock) {
        this.products = products;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** The outcome of the upsert. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** The resulting product, and the outcome. */
    public record Result(Product product, Outcome outcome) {}

    /** @throws ProductProblem when a SKU belongs to another product, or currencies would mix */
    public Result handle(ProductFacts facts) {
        Result result = OptimisticRetry.run(TRIES, () -> {
            Optional<Product> known = products.findByKey(facts.key());
            return known.isPresent() ? update(known.get(), facts) : create(facts);
        });
        if (result.outcome() != Outcome.UNCHANGED) {
            Product product = result.product();
            listeners.forEach(listener -> listener.productChanged(product.id(), product.version()));
        }
        return result;
    }

    /**
     * The outcome that {@link #handle} would have.
     *
     * @throws ProductProblem when currencies would mix, or a limit be exceeded
     */
    public Outcome preview(ProductFacts facts) {
        Optional<Product> known = products.findByKey(facts.key());
        if (known.isEmpty()) {
            Product.create(new ProductId(Ids.next()), facts, "", Ids::next, clock.instant());
            return Outcome.CREATED;
        }
        known.get().update(facts, Ids::next, clock.instant());
        return known.get().events().isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    private Result update(Product product, ProductFacts facts) {
        product.update(facts, Ids::next, clock.instant());
        Outcome outcome = product.events().isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED;
        products.save(product);
        return new Result(product, outcome);
    }

    private Result create(ProductFacts facts) {
        ProductId id = new ProductId(Ids.next());
        String slug = Product.slugCandidates(facts, id).stream()
                .filter(candidate -> products.findBySlug(candidate).isEmpty())
                .findFirst()
                .orElseThrow(VersionClash::new); // the last candidate contains the new id and is unique
        Product product = Product.create(id, facts, slug, Ids::next, clock.instant());
        products.insert(product);
        // DEBUG: an import creates many products, and logs their number when it has finished.
        LOG.debugf("Product created: productId=%s", id);
        return new Result(product, Outcome.CREATED);
    }
}
