package dev.parley.catalog.search.lucene;

import com.mongodb.MongoTimeoutException;
import dev.parley.catalog.inventory.InMemoryStocks;
import dev.parley.catalog.inventory.application.FindStock;
import dev.parley.catalog.inventory.domain.Stock;
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
 * Products that may be unreadable or slow to page through, and processes that index them one after the other in the
 * same directory.
 */
final class IndexedShop implements Products {

    private final Path directory;
    private final TreeMap<String, Product> byId = new TreeMap<>();
    final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    final List<String> pagedAfter = new ArrayList<>();
    /** Pages are read only when this is zero. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    /** How many reads of the stock find the database away. */
    final AtomicInteger stockAway = new AtomicInteger();

    String storeId = "store";
    int pageSize = 500;

    IndexedShop(Path directory) {
        this.directory = directory;
    }

    private final class AwayAtFirst extends InMemoryStocks {
        @Override
        public Map<String, Stock> findAll(Collection<String> skus) {
            if (stockAway.getAndDecrement() > 0) {
                throw new MongoTimeoutException("away");
            }
            return super.findAll(skus);
        }
    }

    /** A process of the service, as far as search is concerned. */
    final class Process implements AutoCloseable {
        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final LuceneIndex index = new LuceneIndex(Optional.of(directory.toString()), IndexedShop.this);
        final IndexUpdates updates = new IndexUpdates(
                index,
                new ProductIndexer(index, IndexedShop.this, new FindStock(new AwayAtFirst()), metrics),
                IndexedShop.this);

        Process() {
            updates.start(new StartupEvent());
        }

        List<String> found(String words) {
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
    String add(String name) {
        String id = Ids.next();
        put(id, name);
        return id;
    }

    void put(String id, String name) {
        ProductFacts facts = new ProductFacts(
                "own",
                id,
                name,
                "",
                "Brand",
                "other",
                "",
                List.of(),
                List.of(),
                List.of(new VariantFacts("sku-" + id, Map.of(), Money.parse("USD 1.00"))));
        synchronized (byId) {
            byId.put(id, Product.create(id, facts, id, Ids::next, Instant.now()));
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
    public Found findAll(Collection<String> ids) {
        return read(ids);
    }

    @Override
    public Iterator<Found> pages(String afterId, int ignored) {
        pagedAfter.add(afterId);
        List<List<String>> pages = new ArrayList<>();
        synchronized (byId) {
            List<String> left = new ArrayList<>(byId.tailMap(afterId, false).keySet());
            for (int i = 0; i < left.size(); i += pageSize) {
                pages.add(left.subList(i, Math.min(i + pageSize, left.size())));
            }
        }
        Iterator<List<String>> each = pages.iterator();
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

    private Found read(Collection<String> ids) {
        List<Product> found = new ArrayList<>();
        Set<String> bad = new HashSet<>();
        synchronized (byId) {
            for (String id : ids) {
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
    public Optional<Product> find(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Product> findBySlug(String slug) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Product> findByKey(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Product> findBySku(String sku) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean insert(Product product) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean save(Product product, List<PendingEvent> alongside) {
        throw new UnsupportedOperationException();
    }
}
