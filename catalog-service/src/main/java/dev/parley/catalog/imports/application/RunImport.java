package dev.parley.catalog.imports.application;

import dev.parley.catalog.category.application.EnsureCategories;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportOptions;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final ImportTurns turns;
    private final EnsureCategories categories;
    private final UpsertProduct upsert;
    private final ImportStock stock;
    private final ArchiveMissing archiveMissing;
    private final SearchIndex index;
    private final Clock clock;

    public RunImport(
            Imports imports,
            ImportTurns turns,
            EnsureCategories categories,
            UpsertProduct upsert,
            ImportStock stock,
            ArchiveMissing archiveMissing,
            SearchIndex index,
            Clock clock) {
        this.imports = imports;
        this.turns = turns;
        this.categories = categories;
        this.upsert = upsert;
        this.stock = stock;
        this.archiveMissing = archiveMissing;
        this.index = index;
        this.clock = clock;
    }

    /** Runs the import to its end and stores the result; never throws for failures of the feed or the database. */
    void handle(Import running, Feed feed) {
        ImportTally tally = new ImportTally(imports, running.id());
        Import.State started = running.state();
        ItemReader reader = new ItemReader(started.options().rules(), started.startedAt());
        AtomicBoolean cancelled = new AtomicBoolean();
        Import.Status end;
        String failure = null;
        try {
            FeedPlan plan = FeedPlan.of(feed, reader, tally);
            running.write(clock.instant());
            beat(running, tally, cancelled);
            ImportOptions options = started.options();
            Map<String, String> slugs =
                    options.dryRun() ? categories.preview(plan.categories()) : categories.handle(plan.categories());
            ImportGroup one = new ImportGroup(options, feed, reader, slugs, upsert, stock, tally, cancelled::get);
            write(running, one, plan, tally, cancelled);
            if (options.complete() && !cancelled.get()) {
                archiveMissing.handle(options, plan, tally);
            }
            tally.flush();
            beat(running, tally, cancelled);
            index.flush();
            end = cancelled.get() ? Import.Status.CANCELLED : Import.Status.COMPLETED;
        } catch (InterruptedException | TurnLost e) {
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

    /** Another instance imports a newer feed, because this one did not renew its turn in time. */
    private static final class TurnLost extends RuntimeException {}

    /** Stores the counts, renews the turn, and looks for a request to cancel. */
    private void beat(Import running, ImportTally tally, AtomicBoolean cancelled) {
        running.count(tally.counts(), clock.instant());
        imports.save(running);
        if (!turns.renew(running)) {
            throw new TurnLost();
        }
        if (imports.isCancelRequested(running.id())) {
            cancelled.set(true);
        }
    }

    private void write(Import running, ImportGroup one, FeedPlan plan, ImportTally tally, AtomicBoolean cancelled)
            throws InterruptedException {
        try (ExecutorService writers =
                Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().factory())) {
            var tasks = plan.groups().stream()
                    .map(group -> writers.submit(() -> one.handle(group)))
                    .toList();
            Heartbeat heartbeat = new Heartbeat(() -> beat(running, tally, cancelled));
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

    /** Beats about once a second, independently of the pace of the import. */
    private static final class Heartbeat {
        private final Runnable beat;
        private long lastNanos = System.nanoTime();

        Heartbeat(Runnable beat) {
            this.beat = beat;
        }

        void beat() {
            if (System.nanoTime() - lastNanos >= HEARTBEAT.toNanos()) {
                beat.run();
                lastNanos = System.nanoTime();
            }
        }
    }
}
