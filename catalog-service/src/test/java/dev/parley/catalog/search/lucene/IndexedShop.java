package dev.parley.catalog.search.lucene;

import com.mongodb.MongoTimeoutException;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockLevels;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.id.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.Money;

/**
 * A product store with unreadable products and slow pages, and successive processes that index it in the same
 * directory.
 */
final class IndexedShop implements Products {

    private final Path directory;
    private final TreeMap<ProductId, Product> byId = new TreeMap<>(Comparator.comparing(ProductId::value));
    final Set<ProductId> unreadable = ConcurrentHashMap.newKeySet();
    final List<Optional<ProductId>> pagedAfter = new ArrayList<>();
    /** Pages are read only when this is zero. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    /** The number of reads of stock that fail as with an unavailable database. */
    final AtomicInteger stockAway = new AtomicInteger();

    String storeId = "store";
    int pageSize = 500;

    IndexedShop(Path directory) {
        this.directory = directory;
    }

    /** No SKU has stock, and the database may be unavailable at first. */
    private final class NoStock implements StockLevels {
        @Override
        public Optional<StockLevel> find(Sku sku) {
            return Optional.empty();
        }

        @Override
        public Map<Sku, StockLevel> findAll(Collection<Sku> skus) {
            if (stockAway.getAndDecrement() > 0) {
                throw new MongoTimeoutException("away");
            }
            return Map.of();
        }
    }

    /** The search part of a process. */
    final class Process implements AutoCloseable {
        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final LuceneIndex index = new LuceneIndex(Optional.of(directory.toString()), IndexedShop.this);
        final IndexUpdates updates = new IndexUpdates(
                index, new ProductIndexer(index, IndexedShop.this, new NoStock(), metrics), IndexedShop.this);

        Process() {
            updates.start(new StartupEvent());
        }

        List<ProductId> found(String words) {
            return updates.search(query(words)).ids();
        }

        double postponed() {
            return metrics.get("search.index.postponed").gauge().value();
        }

        @Override
        public void close() {
            updates.stop(new ShutdownEvent());
            index.stop(new ShutdownEvent());
        }
    }

    Process start() {
        return new Process();
    }

    /** A new product; its id. */
    ProductId add(String name) {
        ProductId id = new ProductId(Ids.next());
        put(id, name);
        return id;
    }

    void put(ProductId id, String name) {
        ProductFacts facts = new ProductFacts(
                "own",
                id.value(),
                name,
                "",
                "Brand",
                "other",
                "",
                List.of(),
                List.of(),
                List.of(new VariantFacts(new Sku("sku-" + id), Map.of(), Money.parse("USD 1.00"))));
        synchronized (byId) {
            byId.put(id, Product.create(id, facts, id.value(), List.of(), Ids::next, Instant.now()));
        }
    }

    private static ProductQuery query(String words) {
        return new ProductQuery(
                words,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of(),
                ProductQuery.Sort.RELEVANCE,
                1,
                100);
    }

    @Override
    public Found findAll(Collection<ProductId> ids) {
        return read(ids);
    }

    @Override
    public Iterator<Found> pages(Optional<ProductId> after, int ignored) {
        pagedAfter.add(after);
        List<List<ProductId>> pages = new ArrayList<>();
        synchronized (byId) {
            List<ProductId> left = new ArrayList<>(
                    byId.tailMap(after.orElse(new ProductId("")), false).keySet());
            for (int i = 0; i < left.size(); i += pageSize) {
                pages.add(left.subList(i, Math.min(i + pageSize, left.size())));
            }
        }
        Iterator<List<ProductId>> each = pages.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Found next() {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return read(each.next());
            }
        };
    }

    private Found read(Collection<ProductId> ids) {
        List<Product> found = new ArrayList<>();
        Set<ProductId> bad = new HashSet<>();
        synchronized (byId) {
            for (ProductId id : ids) {
                if (unreadable.contains(id)) {
                    bad.add(id);
                } else if (byId.containsKey(id)) {
                    found.add(byId.get(id));
                }
            }
        }
        return new Found(found, bad);
    }

    @Override
    public String storeId() {
        return storeId;
    }

    @Override
    public Optional<Product> find(ProductId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Product> findBySlug(String slug) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Product> holding(Collection<Sku> skus) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ProductId> expectingSince(Instant before, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ProductId> deletedBefore(Instant before, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void purge(ProductId id, Instant deletedBefore) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Integer> activeByCategory() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ProductId> inCategory(String slug, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scraped(ProductId id, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Product> findByKey(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void insert(Product product, List<PendingEvent> alongside) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save(Product product, List<PendingEvent> alongside) {
        throw new UnsupportedOperationException();
    }
}
