package dev.parley.catalog.search.application;

import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.domain.Product;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Finds products by words and filters. */
@ApplicationScoped
public class SearchProducts {

    private final SearchIndex index;
    private final FindProducts findProducts;
    private final SearchTelemetry telemetry;

    public SearchProducts(SearchIndex index, FindProducts findProducts, SearchTelemetry telemetry) {
        this.index = index;
        this.findProducts = findProducts;
        this.telemetry = telemetry;
    }

    /** A page of products with what the index says of all that was found. */
    public record Result(List<Product> products, SearchHits hits) {}

    /**
     * @param asker who looks, as {@link dev.parley.platform.security.Caller#actor} spells it
     * @param source by which way: {@code api} or {@code chat}
     */
    public Result handle(ProductQuery query, String asker, String source) {
        long started = System.nanoTime();
        SearchHits hits = index.search(query);
        // The index may be a moment behind; what is shown is the product itself.
        List<Product> products =
                findProducts.all(hits.ids()).stream().filter(Product::isVisible).toList();
        telemetry.performed(
                query, hits.total(), asker, source, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return new Result(products, hits);
    }
}
