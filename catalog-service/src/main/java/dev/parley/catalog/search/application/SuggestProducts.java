package dev.parley.catalog.search.application;

import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.domain.Product;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Completes a text that is being typed. */
@ApplicationScoped
public class SuggestProducts {

    private final SearchIndex index;
    private final FindProducts findProducts;

    public SuggestProducts(SearchIndex index, FindProducts findProducts) {
        this.index = index;
        this.findProducts = findProducts;
    }

    /** Visible products, and brands and categories with their number of products. */
    public record Result(List<Product> products, Map<String, Long> brands, Map<String, Long> categories) {}

    public Result handle(String text, int size) {
        Suggestions found = index.suggest(text, size);
        return new Result(
                findProducts.all(found.products()).stream()
                        .filter(Product::isVisible)
                        .toList(),
                found.brands(),
                found.categories());
    }
}
