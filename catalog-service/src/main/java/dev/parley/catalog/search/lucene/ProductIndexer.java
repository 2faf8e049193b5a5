package dev.parley.catalog.search.lucene;

import dev.parley.catalog.inventory.application.FindStock;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.search.lucene.IndexQueue.Task;
import dev.parley.platform.mongo.MongoErrors;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings products into the index as the database has them now. A product that cannot be read or indexed is removed from
 * the index, postponed with growing pauses, logged once and counted ({@code search_index_postponed}); it never fails
 * the others. A database that is away fails the call.
 */
@ApplicationScoped
class ProductIndexer {

    private static final Logger LOG = Logger.getLogger(ProductIndexer.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 11; // about half an hour
    /** Beyond so many, an update of the product is awaited. */
    private static final int MOST_POSTPONED = 10_000;

    private final LuceneIndex index;
    private final Products products;
    private final FindStock findStock;
    /** How often each failed in a row. */
    private final Map<Task, Integer> postponed = new ConcurrentHashMap<>();

    ProductIndexer(LuceneIndex index, Products products, FindStock findStock, MeterRegistry metrics) {
        this.index = index;
        this.products = products;
        this.findStock = findStock;
        Gauge.builder("search.index.postponed", postponed, Map::size)
                .description("Products that could not be indexed and are tried again")
                .register(metrics);
    }

    /**
     * Indexes these now, each by itself where they cannot be indexed together; {@code later} takes those to be tried
     * again.
     */
    void index(List<Task> tasks, BiConsumer<Task, Duration> later) {
        try {
            Set<String> ids = new LinkedHashSet<>(ids(tasks, Task.Kind.PRODUCT));
            findStock.handle(ids(tasks, Task.Kind.SKU)).values().forEach(stock -> ids.add(stock.productId()));
            Products.Found found = ids.isEmpty() ? new Products.Found(List.of(), Set.of()) : products.findAll(ids);
            index.put(shown(found.products()), gone(ids, found.products()));
            tasks.stream()
                    .filter(task -> !found.unreadable().contains(task.id()))
                    .forEach(postponed::remove);
            found.unreadable().forEach(id -> postpone(Task.product(id), "unreadable", later));
        } catch (RuntimeException e) {
            failIfAway(e);
            if (tasks.size() == 1) {
                postpone(tasks.getFirst(), e.toString(), later);
            } else {
                index(tasks.subList(0, tasks.size() / 2), later);
                index(tasks.subList(tasks.size() / 2, tasks.size()), later);
            }
        }
    }

    /** The same for a page of all products, which becomes searchable at some time later. */
    void indexInBulk(Products.Found page, BiConsumer<Task, Duration> later) {
        page.unreadable().forEach(id -> postpone(Task.product(id), "unreadable", later));
        List<String> ids = page.products().stream().map(Product::id).toList();
        try {
            Set<String> gone = gone(ids, page.products());
            gone.addAll(page.unreadable());
            index.putInBulk(shown(page.products()), gone);
        } catch (RuntimeException e) {
            failIfAway(e);
            index(ids.stream().map(Task::product).toList(), later);
        }
    }

    /** Products that wait to be tried again. */
    Set<String> postponed() {
        return postponed.keySet().stream()
                .filter(task -> task.kind() == Task.Kind.PRODUCT)
                .map(Task::id)
                .collect(Collectors.toSet());
    }

    private void postpone(Task task, String why, BiConsumer<Task, Duration> later) {
        int failures = postponed.merge(task, 1, Integer::sum);
        if (failures == 1) {
            LOG.errorf("Not indexed, tried again later kind=%s id=%s reason=%s", task.kind(), task.id(), why);
        }
        if (postponed.size() > MOST_POSTPONED) {
            postponed.remove(task);
        } else {
            later.accept(task, SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
        }
    }

    private List<IndexedProduct> shown(Collection<Product> found) {
        List<Product> visible = found.stream().filter(Product::isVisible).toList();
        Map<String, Stock> stocks = findStock.handle(
                visible.stream().flatMap(product -> product.skus().stream()).toList());
        return visible.stream()
                .map(product -> new IndexedProduct(product, stocks))
                .toList();
    }

    private static Set<String> gone(Collection<String> ids, Collection<Product> found) {
        Set<String> gone = new LinkedHashSet<>(ids);
        found.stream().filter(Product::isVisible).map(Product::id).forEach(gone::remove);
        return gone;
    }

    private static List<String> ids(Collection<Task> tasks, Task.Kind kind) {
        List<String> ids = new ArrayList<>();
        tasks.stream().filter(task -> task.kind() == kind).map(Task::id).forEach(ids::add);
        return ids;
    }

    private static void failIfAway(RuntimeException failure) {
        if (MongoErrors.isUnavailable(failure)) {
            throw failure;
        }
    }
}
