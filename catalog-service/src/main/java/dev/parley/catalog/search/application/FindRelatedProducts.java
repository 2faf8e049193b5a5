package dev.parley.catalog.search.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds products like another one: of its kind, its brand and with its words. */
@ApplicationScoped
public class FindRelatedProducts {

    private final SearchIndex index;
    private final FindProducts findProducts;

    public FindRelatedProducts(SearchIndex index, FindProducts findProducts) {
        this.index = index;
        this.findProducts = findProducts;
    }

    /** @throws ProductProblem.NotFound when the product is not visible */
    public List<Product> handle(ProductId id, int size) {
        Product product = findProducts.byId(id, false).orElseThrow(() -> new ProductProblem.NotFound(id.value()));
        return findProducts.all(index.related(product, size)).stream()
                .filter(Product::isVisible)
                .toList();
    }
}
