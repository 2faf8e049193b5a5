package dev.parley.catalog.product.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockLevels;
import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.application.ProductListener;
import dev.parley.catalog.product.domain.Product;
import dev.parley.platform.cache.ReadThroughCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates views of products: product data may come from the cache, stock never does. */
@ApplicationScoped
public class ProductViews implements ProductListener {

    private static final String KIND = "product";
    private static final Duration KEPT = Duration.ofHours(1);

    private final FindProducts findProducts;
    private final StockLevels stockLevels;
    private final ReadThroughCache cache;
    private final ObjectMapper json;

    ProductViews(FindProducts findProducts, StockLevels stockLevels, ReadThroughCache cache, ObjectMapper json) {
        this.findProducts = findProducts;
        this.stockLevels = stockLevels;
        this.cache = cache;
        this.json = json;
    }

    /**
     * A view and its version for ETags, which grows with every change of the product or of the stock of its variants.
     */
    record Versioned(ProductView view, long version) {}

    /** An active product. */
    Optional<Versioned> active(ProductId id) {
        return cache.get(
                        KIND,
                        id.value(),
                        KEPT,
                        () -> findProducts
                                .byId(id, false)
                                .map(p -> new ReadThroughCache.Entry(p.version(), write(ProductView.from(p)))))
                .map(entry -> stocked(read(entry.body())));
    }

    Versioned of(Product product) {
        return stocked(ProductView.from(product));
    }

    /** The views of several products, with one read of their stock. */
    public List<ProductView> of(Collection<Product> products) {
        List<ProductView> views = products.stream().map(ProductView::from).toList();
        Map<Sku, StockLevel> stocks = stockLevels.findAll(
                views.stream().flatMap(view -> view.skus().stream()).toList());
        return views.stream().map(view -> view.with(stocks)).toList();
    }

    @Override
    public void productChanged(ProductId productId, long version) {
        cache.atLeast(KIND, productId.value(), version);
    }

    private Versioned stocked(ProductView view) {
        Map<Sku, StockLevel> stocks = stockLevels.findAll(view.skus());
        long version = view.version()
                + stocks.values().stream().mapToLong(StockLevel::version).sum();
        return new Versioned(view.with(stocks), version);
    }

    private byte[] write(ProductView view) {
        try {
            return json.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProductView read(byte[] bytes) {
        try {
            return json.readValue(bytes, ProductView.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
