package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockLevels;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.search.lucene.IndexQueue.Task;
import dev.parley.platform.mongo.MongoErrors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Indexes the current state of products. A product that cannot be read or indexed is removed from the index, retried
 * with exponential backoff, logged once and counted ({@code search_index_postponed}); it does not fail the others. An
 * unavailable database fails the call.
 */
@ApplicationScoped
class ProductIndexer {

    private static final Logger LOG = Logger.getLogger(ProductIndexer.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 11; // about half an hour
    /** Beyond this limit, retries stop until the product is updated. */
    private static final int MOST_POSTPONED = 10_000;

    private final LuceneIndex index;
    private final Products products;
    private final StockLevels stockLevels;
    /** The number of consecutive failures of each. */
    private final Map<Task, Integer> postponed = new ConcurrentHashMap<>();

    private final Counter written;

    ProductIndexer(LuceneIndex index, Products products, StockLevels stockLevels, MeterRegistry metrics) {
        this.index = index;
        this.products = products;
        this.stockLevels = stockLevels;
        Gauge.builder("search.index.postponed", postponed, Map::size)
                .description("Products that could not be indexed and are retried")
                .register(metrics);
        this.written = Counter.builder("search.index.written")
                .description(
                        "Products written to the index after changes of products, or of stock that sold out or came back")
                .register(metrics);
    }

    /** Indexes these products, one by one if the batch fails; {@code later} receives those to be retried. */
    void index(List<Task> tasks, BiConsumer<Task, Duration> later) {
        try {
            Set<ProductId> ids = new LinkedHashSet<>(ids(tasks, Task.Kind.PRODUCT, ProductId::new));
            ids.addAll(soldOutOrBack(ids(tasks, Task.Kind.SKU, Sku::new)));
            Products.Found found = ids.isEmpty() ? new Products.Found(List.of(), Set.of()) : products.findAll(ids);
            if (!ids.isEmpty()) {
                index.put(shown(found.products()), gone(ids, found.products()));
                written.increment(ids.size());
            }
            tasks.stream()
                    .filter(task -> !found.unreadable().contains(new ProductId(task.id())))
                    .forEach(postponed::remove);
            found.unreadable().forEach(id -> postpone(Task.product(id), "unreadable", later));
        } catch (RuntimeException e) {
            failIfUnavailable(e);
            if (tasks.size() == 1) {
                postpone(tasks.getFirst(), e.toString(), later);
            } else {
                index(tasks.subList(0, tasks.size() / 2), later);
                index(tasks.subList(tasks.size() / 2, tasks.size()), later);
            }
        }
    }

    /** The same for a page of all products, which becomes searchable later. */
    void indexInBulk(Products.Found page, BiConsumer<Task, Duration> later) {
        page.unreadable().forEach(id -> postpone(Task.product(id), "unreadable", later));
        List<ProductId> ids = page.products().stream().map(Product::id).toList();
        try {
            Set<ProductId> gone = gone(ids, page.products());
            gone.addAll(page.unreadable());
            index.putInBulk(shown(page.products()), gone);
        } catch (RuntimeException e) {
            failIfUnavailable(e);
            index(ids.stream().map(Task::product).toList(), later);
        }
    }

    /** Products that wait for a retry. */
    Set<String> postponed() {
        return postponed.keySet().stream()
                .filter(task -> task.kind() == Task.Kind.PRODUCT)
                .map(Task::id)
                .collect(Collectors.toSet());
    }

    private void postpone(Task task, String why, BiConsumer<Task, Duration> later) {
        int failures = postponed.merge(task, 1, Integer::sum);
        if (failures == 1) {
            LOG.errorf("Product not indexed, retrying later: kind=%s id=%s reason=%s", task.kind(), task.id(), why);
        }
        if (postponed.size() > MOST_POSTPONED) {
            postponed.remove(task);
        } else {
            later.accept(task, SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
        }
    }

    /** The products of SKUs that the index has in stock although they are sold out, or the other way round. */
    private List<ProductId> soldOutOrBack(List<Sku> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        Map<Sku, StockLevel> levels = stockLevels.findAll(skus);
        Set<Sku> indexed = index.inStock(levels.keySet());
        return levels.values().stream()
                .filter(level -> indexed.contains(level.sku()) != level.available() > 0)
                .map(StockLevel::productId)
                .toList();
    }

    private List<IndexedProduct> shown(Collection<Product> found) {
        List<Product> visible = found.stream().filter(Product::isVisible).toList();
        Map<Sku, StockLevel> stocks = stockLevels.findAll(
                visible.stream().flatMap(product -> product.skus().stream()).toList());
        return visible.stream()
                .map(product -> new IndexedProduct(product, stocks))
                .toList();
    }

    private static Set<ProductId> gone(Collection<ProductId> ids, Collection<Product> found) {
        Set<ProductId> gone = new LinkedHashSet<>(ids);
        found.stream().filter(Product::isVisible).map(Product::id).forEach(gone::remove);
        return gone;
    }

    private static <T> List<T> ids(Collection<Task> tasks, Task.Kind kind, Function<String, T> type) {
        return tasks.stream()
                .filter(task -> task.kind() == kind)
                .map(task -> type.apply(task.id()))
                .toList();
    }

    private static void failIfUnavailable(RuntimeException failure) {
        if (MongoErrors.isUnavailable(failure)) {
            throw failure;
        }
    }
}
