package dev.parley.catalog.search.lucene;

import dev.parley.catalog.inventory.application.FindStock;
import dev.parley.catalog.inventory.application.StockListener;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.application.ProductListener;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchHits;
import dev.parley.catalog.search.application.SearchIndex;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps the index at what the database says. Built from the database before anything is served; afterwards everybody who changes or hears of a change names the
 * product or SKU, and one thread reads what they are now and indexes that. So it does not matter in which order, how often or how late changes are told.
 */
@ApplicationScoped
public class IndexUpdates implements SearchIndex, ProductListener, StockListener {

    private static final Logger LOG = Logger.getLogger(IndexUpdates.class);
    /** After the migrations, before consumers and requests. */
    private static final int BEFORE_CONSUMERS = 150;

    private static final int BATCH = 200;
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LuceneIndex index;
    private final Products products;
    private final FindProducts findProducts;
    private final FindStock findStock;
    private final Clock clock;

    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Condition done = lock.newCondition();
    private final Set<String> dirtyProducts = new LinkedHashSet<>();
    private final Set<String> dirtySkus = new LinkedHashSet<>();
    private boolean working;
    private boolean stopped;
    private volatile Instant builtAt = Instant.EPOCH;

    IndexUpdates(LuceneIndex index, Products products, FindProducts findProducts, FindStock findStock, Clock clock) {
        this.index = index;
        this.products = products;
        this.findProducts = findProducts;
        this.findStock = findStock;
        this.clock = clock;
    }

    void start(@Observes @Priority(BEFORE_CONSUMERS) StartupEvent event) {
        Instant started = clock.instant();
        String after = "";
        int count = 0;
        List<Product> page;
        do {
            page = products.page(after, BATCH);
            take(page, List.of());
            count += page.size();
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == BATCH);
        builtAt = started;
        LOG.infof(
                "Search index built products=%d millis=%d",
                count, Duration.between(started, clock.instant()).toMillis());
        Thread.ofVirtual().name("search-index").start(this::run);
    }

    @Override
    public Instant builtAt() {
        return builtAt;
    }

    @Override
    public SearchHits search(ProductQuery query) {
        return index.search(query);
    }

    @Override
    public void productChanged(String productId, long version) {
        if (versions.getOrDefault(productId, 0L) < version) {
            tell(dirtyProducts, List.of(productId));
        }
    }

    @Override
    public void availabilityChanged(Collection<String> skus) {
        tell(dirtySkus, skus);
    }

    private void tell(Set<String> dirty, Collection<String> what) {
        lock.lock();
        try {
            if (dirty.addAll(what)) {
                something.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() throws InterruptedException {
        lock.lock();
        try {
            long left = LONGEST_FLUSH.toNanos();
            while (left > 0 && (working || !dirtyProducts.isEmpty() || !dirtySkus.isEmpty())) {
                left = done.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                List<String> ids = new ArrayList<>();
                List<String> skus = new ArrayList<>();
                if (!next(ids, skus)) {
                    return;
                }
                boolean indexed = refresh(ids, skus);
                lock.lock();
                try {
                    working = false;
                    if (!indexed && !stopped) {
                        dirtyProducts.addAll(ids);
                        dirtySkus.addAll(skus);
                        something.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                    }
                    done.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for work and takes a batch of it; false when there will be none. */
    private boolean next(List<String> ids, List<String> skus) throws InterruptedException {
        lock.lock();
        try {
            while (!stopped && dirtyProducts.isEmpty() && dirtySkus.isEmpty()) {
                something.await();
            }
            drain(dirtyProducts, ids);
            drain(dirtySkus, skus);
            working = true;
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    private static void drain(Set<String> dirty, List<String> batch) {
        Iterator<String> all = dirty.iterator();
        while (all.hasNext() && batch.size() < BATCH) {
            batch.add(all.next());
            all.remove();
        }
    }

    private boolean refresh(List<String> ids, List<String> skus) {
        try {
            Set<String> wanted = new LinkedHashSet<>(ids);
            findStock.handle(skus).values().forEach(stock -> wanted.add(stock.productId()));
            take(findProducts.all(wanted), wanted);
            return true;
        } catch (RuntimeException e) {
            // A loop's last resort: whatever failed, the batch is tried again.
            LOG.warnf("Search index waits reason=%s", e.getMessage());
            return false;
        }
    }

    private void take(List<Product> found, Collection<String> wanted) {
        Map<String, Stock> stocks = findStock.handle(
                found.stream().flatMap(product -> product.skus().stream()).toList());
        Set<String> gone = new LinkedHashSet<>(wanted);
        List<IndexedProduct> shown = new ArrayList<>();
        for (Product product : found) {
            if (product.isVisible()) {
                shown.add(new IndexedProduct(product, stocks));
                gone.remove(product.id());
            }
        }
        index.put(shown, gone);
        found.forEach(product -> versions.merge(product.id(), product.state().version(), Math::max));
    }

    void stop(@Observes ShutdownEvent event) {
        lock.lock();
        try {
            stopped = true;
            something.signalAll();
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
