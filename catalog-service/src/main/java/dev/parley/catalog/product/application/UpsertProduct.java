package dev.parley.catalog.product.application;

import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problems;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes in what a source says of a product: makes it, changes it, or finds that nothing is new. */
@ApplicationScoped
public class UpsertProduct {

    private static final int TRIES = 10;

    private final Products products;
    private final List<ProductListener> listeners;
    private final Clock clock;

    public UpsertProduct(Products products, @All List<ProductListener> listeners, Clock clock) {
        this.products = products;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** The product as it is now, and what came of it. */
    public record Result(Product product, Outcome outcome) {}

    /** @throws ProductProblem when a SKU is a variant of another product, or currencies would mix */
    public Result handle(ProductFacts facts) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Product> known = products.findByKey(facts.key());
            if (known.isPresent()) {
                Product changed = known.get().update(facts, Ids::next, clock.instant());
                if (changed == known.get()) {
                    return new Result(changed, Outcome.UNCHANGED);
                }
                if (products.save(changed)) {
                    return kept(changed, Outcome.UPDATED);
                }
            } else {
                Optional<Product> created = create(facts);
                if (created.isPresent()) {
                    return kept(created.get(), Outcome.CREATED);
                }
            }
            refuseTakenSkus(facts);
        }
        throw Problems.versionConflict();
    }

    private Optional<Product> create(ProductFacts facts) {
        String id = Ids.next();
        for (String slug : Product.slugCandidates(facts, id)) {
            if (products.findBySlug(slug).isEmpty()) {
                Product product = Product.create(id, facts, slug, Ids::next, clock.instant());
                // Refused means: identity, slug or SKU taken meanwhile. The caller looks again.
                return products.insert(product) ? Optional.of(product) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void refuseTakenSkus(ProductFacts facts) {
        for (VariantFacts variant : facts.variants()) {
            Optional<Product> owner = products.findBySku(variant.sku());
            if (owner.isPresent() && !owner.get().state().key().equals(facts.key())) {
                throw new ProductProblem.SkuTaken(variant.sku());
            }
        }
    }

    private Result kept(Product product, Outcome outcome) {
        listeners.forEach(l -> l.productChanged(product.id(), product.state().version()));
        return new Result(product, outcome);
    }
}
