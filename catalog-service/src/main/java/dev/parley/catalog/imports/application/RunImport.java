package dev.parley.catalog.imports.application;

import dev.parley.catalog.category.application.EnsureCategories;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.ItemReader;
import dev.parley.catalog.inventory.application.ImportStock;
import dev.parley.catalog.product.application.UpsertProduct;
import dev.parley.catalog.search.application.SearchIndex;
import dev.parley.platform.WireName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Imports a feed: groups its rows by product, then imports several products in parallel. A completed import is
 * searchable on this instance.
 */
@ApplicationScoped
public class RunImport {

    private static final Logger LOG = Logger.getLogger(RunImport.class);
    private static final int WRITERS = 8;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Imports imports;
    private final EnsureCategories categories;
    private final UpsertProduct upsert;
    private final ImportStock stock;
    private final SearchIndex index;
    private final Clock clock;

    public RunImport(
            Imports imports,
            EnsureCategories categories,
            UpsertProduct upsert,
            ImportStock stock,
            SearchIndex index,
            Clock clock) {
        this.imports = imports;
        this.categories = categories;
        this.upsert = upsert;
        this.stock = stock;
        this.index = index;
        this.clock = clock;
    }

    /** Runs the import to its end and stores the result; never throws for failures of the feed or the database. */
    void handle(Import running, Feed feed) {
        ImportTally tally = new ImportTally(imports, running.id());
        Import.State started = running.state();
        ItemReader reader = new ItemReader(started.options().rules(), started.startedAt());
        Import.Status end;
        String failure = null;
        try {
            FeedPlan plan = FeedPlan.of(feed, reader, tally);
            saveCounts(running, tally);
            Map<String, String> slugs = categories.handle(plan.categories());
            ImportGroup one = new ImportGroup(started.options(), feed, reader, slugs, upsert, stock, tally);
            write(running, one, plan, tally);
            tally.flush();
            saveCounts(running, tally);
            index.flush();
            end = Import.Status.COMPLETED;
        } catch (InterruptedException e) {
            end = Import.Status.INTERRUPTED;
        } catch (RuntimeException e) {
            // Last resort: the request was answered with 202, so only the import's own record can report the failure.
            LOG.errorf(e, "Import failed: importId=%s", running.id());
            end = Import.Status.FAILED;
            failure = "The import failed because of a storage error. Resend the feed; imported rows stay.";
        }
        running.count(tally.counts(), clock.instant());
        running.end(end, clock.instant(), failure);
        imports.save(running);
        Import.Counts counts = tally.counts();
        LOG.infof(
                "Import finished: importId=%s status=%s rows=%d accepted=%d rejected=%d created=%d updated=%d",
                running.id(),
                WireName.of(end),
                counts.read(),
                counts.accepted(),
                counts.rejected(),
                counts.created(),
                counts.updated());
    }

    private void saveCounts(Import running, ImportTally tally) {
        running.count(tally.counts(), clock.instant());
        imports.save(running);
    }

    private void write(Import running, ImportGroup one, FeedPlan plan, ImportTally tally) throws InterruptedException {
        try (ExecutorService writers =
                Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().factory())) {
            var tasks = plan.groups().stream()
                    .map(group -> writers.submit(() -> one.handle(group)))
                    .toList();
            Heartbeat heartbeat = new Heartbeat(running, tally);
            try {
                for (Future<?> task : tasks) {
                    await(task, heartbeat);
                }
            } catch (RuntimeException | InterruptedException e) {
                writers.shutdownNow();
                throw e;
            }
        }
    }

    private static void await(Future<?> task, Heartbeat heartbeat) throws InterruptedException {
        while (true) {
            heartbeat.beat();
            try {
                task.get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                // the next round sends the heartbeat
            } catch (ExecutionException e) {
                throw new IllegalStateException("A product could not be written", e.getCause());
            }
        }
    }

    /** Stores the counts about once a second, independently of the pace of the import. */
    private final class Heartbeat {
        private final Import running;
        private final ImportTally tally;
        private long lastNanos = System.nanoTime();

        Heartbeat(Import running, ImportTally tally) {
            this.running = running;
            this.tally = tally;
        }

        void beat() {
            if (System.nanoTime() - lastNanos >= HEARTBEAT.toNanos()) {
                saveCounts(running, tally);
                lastNanos = System.nanoTime();
            }
        }
    }
}
