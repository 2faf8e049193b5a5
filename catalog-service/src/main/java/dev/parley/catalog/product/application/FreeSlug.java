package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.VersionClash;

/** Finds a slug for a new product. */
final class FreeSlug {

    private FreeSlug() {}

    /** The first candidate that no product has or had. */
    static String of(ProductFacts facts, ProductId id, Products products) {
        return Product.slugCandidates(facts, id).stream()
                .filter(candidate -> products.findBySlug(candidate).isEmpty())
                .findFirst()
                .orElseThrow(VersionClash::new); // the last candidate contains the new id and is unique
    }
}
