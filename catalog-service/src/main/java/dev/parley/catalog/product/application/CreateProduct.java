package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Creates a product by hand: a draft. */
@ApplicationScoped
public class CreateProduct {

    private final Products products;
    private final AuditProduct audit;
    private final Clock clock;

    public CreateProduct(Products products, AuditProduct audit, Clock clock) {
        this.products = products;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param id of the new product; a retry with the same id returns the product that exists
     * @param slug one that the caller has chosen, if any
     * @throws ProductProblem when its id in the marketplace, its slug or a SKU is taken
     */
    public Product handle(ProductId id, ProductFacts facts, Optional<String> slug) {
        return OptimisticRetry.run(() -> {
            Optional<Product> known = products.findByKey(facts.key());
            if (known.isPresent()) {
                return known.filter(product -> product.id().equals(id))
                        .orElseThrow(() -> new ProductProblem.IdTaken(facts.externalId()));
            }
            slug.filter(chosen -> products.findBySlug(chosen).isPresent()).ifPresent(taken -> {
                throw new ProductProblem.SlugTaken(taken);
            });
            Product product = Product.draft(
                    id, facts, slug.orElseGet(() -> FreeSlug.of(facts, id, products)), Ids::next, clock.instant());
            products.insert(product, audit.as("product.created").of(null, product.state()));
            return product;
        });
    }
}
