package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.StockListener;
import dev.parley.catalog.product.application.ProductListener;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.Products.Found;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchHits;
import dev.parley.catalog.search.application.SearchIndex;
import dev.parley.catalog.search.application.Suggestions;
import dev.parley.catalog.search.domain.Reindexes.Report;
import dev.parley.catalog.search.lucene.IndexQueue.Task;
import dev.parley.platform.problem.Problems;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index in sync with the database. A report names only the product or SKU; one thread reads and indexes the
 * current state, so order, repetition and delay of reports do not matter. The same thread builds a missing index, one
 * page after each round of reports.
 *
 * <p>Offsets are copied before a round takes the reported tasks, so after the round all records before them are in the
 * index, and both can be stored.
 */
@ApplicationScoped
public class IndexUpdates implements SearchIndex, ProductListener, StockListener {

    private static final Logger LOG = Logger.getLogger(IndexUpdates.class);
    /** After the migrations, before the consumers that resume from the stored offsets. */
    private static final int BEFORE_CONSUMERS = 150;

    private static final int BATCH = 200;
    private static final int PAGE = 500;
    private static final int RECENT = 10_000;
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CHECK_AGAIN = Duration.ofMillis(200);
    private static final Duration KEPT_EVERY = Duration.ofSeconds(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final LuceneIndex index;
    private final ProductIndexer indexer;
    private final Products products;
    private final ReindexRequests requests;
    private final IndexQueue queue = new IndexQueue();
    private final Thread thread = Thread.ofVirtual().name("search-index").unstarted(this::run);
    private final Map<String, Map<Integer, Long>> offsets = new ConcurrentHashMap<>();

    /** Recently reported versions: a change is reported by its writer and by its event. */
    private final Map<ProductId, Long> versions = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ProductId, Long> eldest) {
            return size() > RECENT;
        }
    });

    private volatile boolean complete;
    private volatile @Nullable String buildFrom;

    // Confined to the thread.
    private @Nullable Iterator<Found> pages;
    private String builtTo = "";
    private int built;
    private long buildBegan;
    private @Nullable IndexState last;
    /** The last requested rebuild that is done, and the one that is under way. */
    private String reindexed = "";

    private @Nullable Requested requested;
    private @Nullable IndexCheck check;
    private long lastKept = System.nanoTime();

    private record Requested(String id, Report started) {}

    IndexUpdates(LuceneIndex index, ProductIndexer indexer, Products products, ReindexRequests requests) {
        this.index = index;
        this.indexer = indexer;
        this.products = products;
        this.requests = requests;
    }

    void start(@Observes @Priority(BEFORE_CONSUMERS) StartupEvent event) {
        IndexState kept = index.kept();
        complete = kept.complete();
        reindexed = kept.reindexed();
        buildFrom = kept.buildAfter();
        kept.offsets().forEach((topic, byPartition) -> offsets.put(topic, new ConcurrentHashMap<>(byPartition)));
        queue.add(kept.postponed().stream()
                .map(id -> Task.product(new ProductId(id)))
                .toList());
        thread.start();
    }

    @Override
    public SearchHits search(ProductQuery query) {
        requireComplete();
        return index.search(query);
    }

    @Override
    public Suggestions suggest(String text, int size) {
        requireComplete();
        return index.suggest(text, size);
    }

    @Override
    public List<ProductId> related(Product product, int size) {
        requireComplete();
        return index.related(product, size);
    }

    private void requireComplete() {
        if (!complete) {
            throw Problems.unavailable("The search index, which is being built,", RETRY_AFTER);
        }
    }

    @Override
    public void productChanged(ProductId productId, long version) {
        if (versions.getOrDefault(productId, 0L) < version) {
            versions.merge(productId, version, Math::max);
            queue.add(List.of(Task.product(productId)));
        }
    }

    @Override
    public void availabilityChanged(Collection<Sku> skus) {
        queue.add(skus.stream().map(Task::sku).toList());
    }

    @Override
    public void recheck(Collection<Sku> skus, Duration after) {
        skus.forEach(sku -> queue.addLater(Task.sku(sku), after));
    }

    @Override
    public Map<Integer, Long> resumeFrom(String topic) {
        return index.kept().offsets().getOrDefault(topic, Map.of());
    }

    @Override
    public void consumed(String topic, int partition, long nextOffset) {
        offsets.computeIfAbsent(topic, t -> new ConcurrentHashMap<>()).put(partition, nextOffset);
    }

    @Override
    public void rebuild() {
        buildFrom = "";
        queue.wake();
    }

    @Override
    public void reindexRequested() {
        requests.expectOne();
        queue.wake();
    }

    @Override
    public void flush() throws InterruptedException {
        queue.awaitIdle(LONGEST_FLUSH);
    }

    private void run() {
        try {
            while (!queue.isClosed()) {
                round();
            }
            round(); // indexes and stores what was reported during the last round
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        Map<String, Map<Integer, Long>> consumed = copy(offsets);
        beginBuild();
        List<Task> tasks = queue.take(pause());
        try {
            for (int from = 0; from < tasks.size(); from += BATCH) {
                indexer.index(tasks.subList(from, Math.min(from + BATCH, tasks.size())), queue::addLater);
            }
            buildPage(consumed);
            checkPage();
            keep(consumed);
        } catch (RuntimeException | Error e) { // last resort of the loop: the round is retried
            LOG.warnf("Search index update failed, retrying: reason=%s", e);
            queue.add(tasks);
            if (pages != null) { // the current page may not be indexed
                pages = pagesAfter(builtTo);
            }
            queue.pause(PAUSE);
        } finally {
            if (complete) { // otherwise nothing is searchable yet
                queue.done();
            }
        }
    }

    /** The longest wait for tasks. */
    private Duration pause() {
        return pages != null || check != null && !check.isWaiting()
                ? Duration.ZERO
                : check != null ? CHECK_AGAIN : KEPT_EVERY;
    }

    private void beginBuild() {
        requests.after(requested == null ? reindexed : requested.id()).ifPresent(id -> {
            requested = new Requested(id, requests.started(id));
            buildFrom = "";
        });
        String after = buildFrom;
        if (after != null) {
            buildFrom = null;
            if (complete) {
                index.grow();
                after = "";
            }
            check = null;
            pages = pagesAfter(after);
            builtTo = after;
            built = 0;
            buildBegan = System.nanoTime();
            LOG.infof("Search index build started: after=%s", after);
        }
    }

    private Iterator<Found> pagesAfter(String id) {
        return products.pages(id.isEmpty() ? Optional.empty() : Optional.of(new ProductId(id)), PAGE);
    }

    private void buildPage(Map<String, Map<Integer, Long>> consumed) {
        if (pages == null || queue.isClosed()) {
            return;
        }
        if (pages.hasNext()) {
            Found page = pages.next();
            indexer.indexInBulk(page, queue::addLater);
            built += page.products().size();
            builtTo = page.products().isEmpty()
                    ? builtTo
                    : page.products().getLast().id().value();
        }
        if (!pages.hasNext()) {
            if (index.isGrowing()) {
                index.replace(generation -> state(generation, null, consumed));
            }
            pages = null;
            complete = true;
            LOG.infof("Search index built: products=%d millis=%d", built, (System.nanoTime() - buildBegan) / 1_000_000);
            check = requested == null ? null : new IndexCheck(index, products);
        }
    }

    private void checkPage() {
        IndexCheck current = check;
        if (current != null
                && requested != null
                && !queue.isClosed()
                && current.step(id -> queue.add(List.of(Task.product(id))))) {
            requests.finished(requested.id(), requested.started(), current);
            LOG.infof(
                    "Search index compared with the database: products=%d missing=%d outdated=%d surplus=%d",
                    current.products(), current.missing(), current.outdated(), current.surplus());
            reindexed = requested.id();
            requested = null;
            check = null;
        }
    }

    private void keep(Map<String, Map<Integer, Long>> consumed) {
        boolean due = System.nanoTime() - lastKept >= KEPT_EVERY.toNanos() || queue.isClosed();
        // A generation that is not finished is lost at a restart, and begun again.
        String buildAfter = pages == null ? buildFrom : index.isGrowing() ? "" : builtTo;
        IndexState state = state(index.generation(), buildAfter, consumed);
        if (due && !state.equals(last)) {
            index.keep(state);
            last = state;
            lastKept = System.nanoTime();
        }
    }

    private IndexState state(String generation, @Nullable String buildAfter, Map<String, Map<Integer, Long>> consumed) {
        return new IndexState(
                index.kept().origin(), generation, reindexed, complete, buildAfter, consumed, indexer.postponed());
    }

    private static Map<String, Map<Integer, Long>> copy(Map<String, Map<Integer, Long>> offsets) {
        Map<String, Map<Integer, Long>> copy = new TreeMap<>();
        offsets.forEach((topic, byPartition) -> copy.put(topic, Map.copyOf(byPartition)));
        return copy;
    }

    void stop(@Observes ShutdownEvent event) {
        queue.close();
        try {
            thread.join(STOPPED_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
