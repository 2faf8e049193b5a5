package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Creates or updates a product from the facts of a source. */
@ApplicationScoped
public class UpsertProduct {

    private static final Logger LOG = Logger.getLogger(UpsertProduct.class);
    private static final int TRIES = 10;

    private final Products products;
    private final MoveVariants moveVariants;
    private final List<ProductListener> listeners;
    private final Clock clock;

    public UpsertProduct(
            Products products, MoveVariants moveVariants, @All List<ProductListener> listeners, Clock clock) {
        this.products = products;
        this.moveVariants = moveVariants;
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

    /**
     * A variant that another product of the same marketplace has is moved: a source may regroup its variants.
     *
     * @throws ProductProblem when a SKU belongs to a product of another marketplace, or currencies would mix
     */
    public Result handle(ProductFacts facts) {
        return handle(facts, false, Alongside.NOTHING, product -> {});
    }

    /**
     * The same for the whole product, with an audit record: variants that are not in the facts are removed.
     *
     * @param precondition is given the product before the change, and throws when the caller has read another version
     */
    public Result replace(ProductFacts facts, Alongside alongside, Consumer<Product> precondition) {
        return handle(facts, true, alongside, precondition);
    }

    private Result handle(ProductFacts facts, boolean whole, Alongside alongside, Consumer<Product> precondition) {
        Result result = OptimisticRetry.run(TRIES, () -> {
            Attempt attempt = new Attempt(facts, whole, alongside, precondition);
            try {
                return attempt.store(List.of());
            } catch (ProductProblem.SkuTaken taken) {
                return attempt.moving(taken);
            }
        });
        facts.scrapedAt().ifPresent(at -> products.scraped(result.product().id(), at));
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
            Product.create(new ProductId(Ids.next()), facts, "", List.of(), Ids::next, clock.instant());
            return Outcome.CREATED;
        }
        known.get().update(facts, List.of(), Ids::next, clock.instant());
        return known.get().events().isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    /** One attempt to store the facts. */
    private final class Attempt {
        private final ProductFacts facts;
        private final boolean whole;
        private final Alongside alongside;
        private final Consumer<Product> precondition;

        Attempt(ProductFacts facts, boolean whole, Alongside alongside, Consumer<Product> precondition) {
            this.facts = facts;
            this.whole = whole;
            this.alongside = alongside;
            this.precondition = precondition;
        }

        Result moving(ProductProblem.SkuTaken taken) {
            List<Variant> elsewhere = elsewhere(taken);
            try {
                return store(elsewhere);
            } catch (ProductProblem.SkuTaken e) {
                throw new VersionClash(); // taken by another product since
            }
        }

        private List<Variant> elsewhere(ProductProblem.SkuTaken taken) {
            List<Variant> elsewhere = new ArrayList<>();
            for (Product holder : products.holding(facts.skus())) {
                if (!holder.marketplace().equals(facts.marketplace())) {
                    throw taken;
                }
                if (!holder.key().equals(facts.key())) {
                    holder.variants().stream()
                            .filter(variant -> facts.skus().contains(variant.sku()))
                            .forEach(elsewhere::add);
                }
            }
            return elsewhere;
        }

        Result store(List<Variant> elsewhere) {
            Result stored = products.findByKey(facts.key())
                    .map(known -> update(known, elsewhere))
                    .orElseGet(() -> create(elsewhere));
            return stored.product().arriving().isEmpty()
                    ? stored
                    : new Result(moveVariants.handle(stored.product().id()), stored.outcome());
        }

        private Result update(Product known, List<Variant> elsewhere) {
            Product product = known.arriving().isEmpty() ? known : moveVariants.handle(known.id());
            precondition.accept(product);
            Product.State before = product.state();
            product.update(whole ? facts.replacing(product.skus()) : facts, elsewhere, Ids::next, clock.instant());
            Outcome outcome = product.events().isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED;
            products.save(product, alongside.of(before, product.state()));
            return new Result(product, outcome);
        }

        private Result create(List<Variant> elsewhere) {
            ProductId id = new ProductId(Ids.next());
            String slug = FreeSlug.of(facts, id, products);
            Product product = Product.create(id, facts, slug, elsewhere, Ids::next, clock.instant());
            products.insert(product, alongside.of(null, product.state()));
            // DEBUG: an import creates many products, and logs their number when it has finished.
            LOG.debugf("Product created: productId=%s", id);
            return new Result(product, Outcome.CREATED);
        }
    }
}
