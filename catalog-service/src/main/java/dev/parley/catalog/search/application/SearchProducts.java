package dev.parley.catalog.search.application;

import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.domain.Product;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Searches products by words and filters. */
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

    /**
     * A page of products with total and facets of all hits.
     *
     * @param searchId names this search in telemetry and in views of its results
     */
    public record Result(String searchId, List<Product> products, SearchHits hits) {}

    /**
     * @param asker the searching caller, in the form of {@link dev.parley.platform.security.Caller#actor}
     * @param sessionId the client's session
     * @param source the origin of the search: {@code api} or {@code chat}
     */
    public Result handle(ProductQuery query, String asker, Optional<String> sessionId, String source) {
        String searchId = Ids.next();
        long started = System.nanoTime();
        SearchHits hits = index.search(query);
        // The index may be stale for a moment, so the products are read from the database.
        List<Product> products =
                findProducts.all(hits.ids()).stream().filter(Product::isVisible).toList();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        telemetry.performed(new SearchTelemetry.Performed(searchId, query, hits, asker, sessionId, source, took));
        return new Result(searchId, products, hits);
    }
}
