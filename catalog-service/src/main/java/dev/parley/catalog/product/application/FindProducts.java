package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads products. Drafts and archived products are hidden, unless a read includes any status. */
@ApplicationScoped
public class FindProducts {

    private final Products products;

    public FindProducts(Products products) {
        this.products = products;
    }

    public Optional<Product> byId(ProductId id, boolean anyStatus) {
        return products.find(id).filter(product -> anyStatus || product.isVisible());
    }

    public Optional<Product> bySlug(String slug, boolean anyStatus) {
        return products.findBySlug(slug).filter(product -> anyStatus || product.isVisible());
    }

    public Optional<Product> bySku(Sku sku, boolean anyStatus) {
        return products.findBySku(sku).filter(product -> anyStatus || product.isVisible());
    }

    /** The products with these ids, in the requested order; missing and unreadable ones are left out. */
    public List<Product> all(Collection<ProductId> ids) {
        Map<ProductId, Product> found = new HashMap<>();
        if (!ids.isEmpty()) {
            products.findAll(ids).products().forEach(product -> found.put(product.id(), product));
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
