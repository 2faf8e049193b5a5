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
import java.util.Optional;
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

    /** How long a turn is certain after its renewal began: less than its lease. */
    private static final Duration TURN = Import.STALE_AFTER.minusSeconds(5);

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

    /**
     * Runs the import to its end and stores the result; never throws for failures of the feed or the database. Without
     * an end when the process stops or has lost its turn: then another instance resumes it.
     */
    void handle(Import running, Feed feed) throws InterruptedException {
        Run one = new Run(running, feed);
        Import.Status end;
        String failure = null;
        try {
            one.handle();
            end = one.cancelled.get() ? Import.Status.CANCELLED : Import.Status.COMPLETED;
        } catch (TurnLost e) {
            LOG.infof("Import left to another instance: importId=%s", running.id());
            return;
        } catch (RuntimeException e) {
            // Last resort: the request was answered with 202, so only the import's own record can report the failure.
            LOG.errorf(e, "Import failed: importId=%s", running.id());
            end = Import.Status.FAILED;
            failure = "The import failed because of a storage error. Resend the feed; imported rows stay.";
        }
        Import.Counts counts = one.tally.counts();
        running.count(counts, one.productsDone, clock.instant());
        running.end(end, clock.instant(), failure);
        imports.save(running);
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

    /** Another instance has taken over, because this one did not beat in time. */
    private static final class TurnLost extends RuntimeException {}

    /** One run of an import in this process. */
    private final class Run {

        private final Import running;
        private final Feed feed;
        private final ImportTally tally;
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private int productsDone;
        private volatile long lastBeat = System.nanoTime();

        Run(Import running, Feed feed) {
            this.running = running;
            this.feed = feed;
            this.tally = new ImportTally(imports, running.id());
        }

        void handle() throws InterruptedException {
            Import.State before = running.state();
            ImportOptions options = before.options();
            ItemReader reader = new ItemReader(options.rules(), before.startedAt());
            FeedPlan plan = FeedPlan.of(feed, reader, tally);
            if (before.productsDone() > 0) {
                tally.resume(before.counts());
                productsDone = before.productsDone();
            } else {
                running.write(clock.instant());
            }
            beat();
            Map<String, String> slugs =
                    options.dryRun() ? categories.preview(plan.categories()) : categories.handle(plan.categories());
            write(plan, new ImportGroup(options, feed, reader, slugs, upsert, stock, this::isStopped));
            if (options.complete() && !cancelled.get()) {
                archiveMissing.handle(options, plan, tally);
            }
            beat();
            index.flush();
        }

        private void write(FeedPlan plan, ImportGroup one) throws InterruptedException {
            try (ExecutorService writers =
                    Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().factory())) {
                var tasks = plan.groups().stream()
                        .skip(productsDone)
                        .map(group -> writers.submit(() -> one.handle(group)))
                        .toList();
                try {
                    for (Future<Optional<ImportGroup.Result>> task : tasks) {
                        Optional<ImportGroup.Result> result = await(task);
                        if (result.isPresent()) {
                            result.get().count(tally);
                            productsDone++;
                        } else if (!cancelled.get()) {
                            throw new TurnLost();
                        }
                    }
                } catch (RuntimeException | InterruptedException e) {
                    writers.shutdownNow();
                    throw e;
                }
            }
        }

        private <T> T await(Future<T> task) throws InterruptedException {
            while (true) {
                if (System.nanoTime() - lastBeat >= HEARTBEAT.toNanos()) {
                    beat();
                }
                try {
                    return task.get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // the next round sends the heartbeat
                } catch (ExecutionException e) {
                    throw new IllegalStateException("A product could not be written", e.getCause());
                }
            }
        }

        /**
         * Whether nothing must be written any more: after a pause of the process, another instance may have taken over
         * and have imported newer facts.
         */
        private boolean isStopped() {
            return cancelled.get() || System.nanoTime() - lastBeat > TURN.toNanos();
        }

        /** Renews the turn, stores the counts, and looks for a request to cancel. */
        private void beat() {
            long began = System.nanoTime();
            tally.flush();
            running.count(tally.counts(), productsDone, clock.instant());
            if (!turns.renew(running) || !imports.save(running)) {
                throw new TurnLost();
            }
            if (imports.isCancelRequested(running.id())) {
                cancelled.set(true);
            }
            lastBeat = began;
        }
    }
}
