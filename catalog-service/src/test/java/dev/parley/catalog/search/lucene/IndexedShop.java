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
import dev.parley.catalog.search.application.CurrentSynonyms;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchHits;
import dev.parley.catalog.search.domain.Reindexes;
import dev.parley.catalog.search.domain.SearchSynonyms;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.id.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The stock of SKUs; others have none. */
    final Map<Sku, StockLevel> stock = new ConcurrentHashMap<>();

    /** The database may be unavailable at first. */
    private final class Stock implements StockLevels {
        @Override
        public Optional<StockLevel> find(Sku sku) {
            return Optional.ofNullable(stock.get(sku));
        }

        @Override
        public Map<Sku, StockLevel> findAll(Collection<Sku> skus) {
            if (stockAway.getAndDecrement() > 0) {
                throw new MongoTimeoutException("away");
            }
            Map<Sku, StockLevel> levels = new HashMap<>(stock);
            levels.keySet().retainAll(skus);
            return levels;
        }
    }

    /** The shop has no synonyms of its own. */
    private static final class NoSynonyms implements SearchSynonyms {
        @Override
        public Groups find() {
            return new Groups(List.of(), 0);
        }

        @Override
        public void save(Groups replaced, List<PendingEvent> alongside) {
            throw new UnsupportedOperationException();
        }
    }

    final InMemoryReindexes reindexes = new InMemoryReindexes();

    /** The requested rebuilds and their reports. */
    static final class InMemoryReindexes implements Reindexes {
        private final TreeMap<String, Reindex> byId = new TreeMap<>();

        @Override
        public synchronized void insert(Reindex requested, List<PendingEvent> alongside) {
            byId.put(requested.id(), requested);
        }

        @Override
        public synchronized Optional<Reindex> find(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        @Override
        public synchronized Optional<Reindex> latest() {
            return Optional.ofNullable(byId.lastEntry()).map(Map.Entry::getValue);
        }

        @Override
        public synchronized void report(String id, String instance, Report report) {
            byId.computeIfPresent(id, (same, known) -> {
                Map<String, Report> instances = new HashMap<>(known.instances());
                instances.put(instance, report);
                return new Reindex(id, known.requestedAt(), instances);
            });
        }
    }

    /** The search part of a process. */
    final class Process implements AutoCloseable {
        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        final LuceneIndex index = new LuceneIndex(
                Optional.of(directory.toString()), IndexedShop.this, new CurrentSynonyms(new NoSynonyms()));
        final IndexUpdates updates = new IndexUpdates(
                index,
                new ProductIndexer(index, IndexedShop.this, new Stock(), metrics),
                IndexedShop.this,
                new ReindexRequests(reindexes, Clock.systemUTC()));

        Process() {
            updates.start(new StartupEvent());
        }

        List<ProductId> found(String words) {
            return search(words).ids();
        }

        List<ProductId> inStock(String words) {
            return updates.search(query(words, true)).ids();
        }

        SearchHits search(String words) {
            return updates.search(query(words));
        }

        /** The number of products written after reports. */
        double written() {
            return metrics.get("search.index.written").counter().count();
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
        put(
                id,
                new ProductFacts(
                        "own",
                        id.value(),
                        name,
                        "",
                        "Brand",
                        "other",
                        "",
                        List.of(),
                        List.of(),
                        List.of(new VariantFacts(new Sku("sku-" + id), Map.of(), Money.parse("USD 1.00")))));
    }

    void put(ProductId id, ProductFacts facts) {
        synchronized (byId) {
            byId.put(id, Product.create(id, facts, id.value(), List.of(), Ids::next, Instant.now()));
        }
    }

    /** Sets the stock of the only variant of a product made by {@link #add}. */
    Sku stock(ProductId id, int available) {
        Sku sku = product(id).skus().getFirst();
        stock.put(sku, new StockLevel(sku, id, available, 0, available, 1));
        return sku;
    }

    void remove(ProductId id) {
        synchronized (byId) {
            byId.remove(id);
        }
    }

    /** Requests a rebuild; its id. */
    String requestReindex() {
        String id = Ids.next();
        reindexes.insert(new Reindexes.Reindex(id, Instant.now(), Map.of()), List.of());
        return id;
    }

    /** The stored product. */
    Product product(ProductId id) {
        synchronized (byId) {
            return Objects.requireNonNull(byId.get(id));
        }
    }

    static ProductQuery query(String words) {
        return query(words, false);
    }

    static ProductQuery query(String words, boolean inStock) {
        return new ProductQuery(
                words,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                inStock,
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
