package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedId;
import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.Feeds;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.ImportOptions;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.KeptFeeds;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.id.Ids;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Receives a feed and starts its import. */
@ApplicationScoped
public class StartImport {

    private static final Logger LOG = Logger.getLogger(StartImport.class);
    private static final int MAX_RUNNING = 2;
    /** The maximum of received, unfinished imports: each may hold a file of 64 MiB. */
    private static final int MAX_UNFINISHED = 16;

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Feeds feeds;
    private final KeptFeeds kept;
    private final Imports imports;
    private final ImportTurns turns;
    private final RunImport run;
    private final AdminActions adminActions;
    private final Clock clock;
    private final List<String> marketplaces;
    private final Semaphore places = new Semaphore(MAX_UNFINISHED);
    private final Semaphore slots = new Semaphore(MAX_RUNNING);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public StartImport(
            Feeds feeds,
            KeptFeeds kept,
            Imports imports,
            ImportTurns turns,
            RunImport run,
            AdminActions adminActions,
            Clock clock,
            @ConfigProperty(
                            name = "parley.catalog.marketplaces",
                            defaultValue = "own,jumia,amazon,alibaba,ebay,aliexpress")
                    List<String> marketplaces) {
        this.feeds = feeds;
        this.kept = kept;
        this.imports = imports;
        this.turns = turns;
        this.run = run;
        this.adminActions = adminActions;
        this.clock = clock;
        this.marketplaces = List.copyOf(marketplaces);
    }

    /**
     * Returns when the feed is completely received; its import starts at once, or after the earlier ones of its
     * marketplace and the two that this instance is running.
     *
     * @throws FeedProblem when the feed is unreadable, or too many imports are running
     * @throws IOException when the client disconnects
     */
    public Import handle(InputStream body, ImportOptions options) throws IOException {
        if (!marketplaces.contains(options.marketplace())) {
            throw new FeedProblem.UnknownMarketplace(marketplaces);
        }
        if (!places.tryAcquire()) {
            throw new FeedProblem.Busy();
        }
        FeedId feedId = new FeedId(Ids.next());
        boolean handedOver = false;
        try {
            Feed feed = receive(feedId, body, options);
            Import started = Import.start(new ImportId(Ids.next()), options, feedId, clock.instant());
            try {
                imports.insert(started, recordOf(started.id(), options));
                LOG.infof("Import started: importId=%s marketplace=%s", started.id(), options.marketplace());
                Import running = Import.restore(started.state()); // a copy: the caller gets the state at the start
                threads.execute(() -> {
                    try {
                        finish(running, feed);
                    } finally {
                        places.release();
                    }
                });
                handedOver = true;
            } finally {
                if (!handedOver) {
                    feed.close();
                }
            }
            return started;
        } finally {
            if (!handedOver) {
                kept.delete(feedId);
                places.release();
            }
        }
    }

    private Feed receive(FeedId id, InputStream body, ImportOptions options) throws IOException {
        try (InputStream keeping = kept.keeping(id, body)) {
            return feeds.receive(keeping, options.reading());
        }
    }

    /**
     * Resumes an import of a process that has crashed, also beyond the limit of unfinished imports: those may be
     * waiting for it.
     */
    void resume(Import running, FeedId feedId) {
        try (InputStream body = kept.open(feedId)) {
            Feed feed = feeds.receive(body, running.options().reading());
            LOG.infof(
                    "Import resumed: importId=%s products=%d",
                    running.id(), running.state().productsDone());
            threads.execute(() -> finish(running, feed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PendingEvent> recordOf(ImportId id, ImportOptions options) {
        return adminActions
                .record("import.started", "import", id.value())
                .changed("marketplace", null, options.marketplace())
                .changed("format", null, options.reading().format())
                .changed("defaultStock", null, options.defaultStock())
                .changed("dryRun", null, options.dryRun())
                .changed("complete", null, options.complete())
                .events();
    }

    private void finish(Import running, Feed feed) {
        try (feed) {
            while (!turns.begin(running, HEARTBEAT)) {
                if (!beat(running)) {
                    return; // another instance has taken it over
                }
                if (imports.isCancelRequested(running.id())) {
                    running.end(Import.Status.CANCELLED, clock.instant(), null);
                    imports.save(running);
                    return;
                }
            }
            try {
                runInSlot(running, feed);
            } finally {
                turns.end(running);
            }
        } catch (InterruptedException e) {
            // The process shuts down: another instance resumes the import.
            Thread.currentThread().interrupt();
        } finally {
            if (running.status() != Import.Status.RUNNING) {
                running.feed().ifPresent(kept::delete);
            }
        }
    }

    private void runInSlot(Import running, Feed feed) throws InterruptedException {
        while (!slots.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!turns.renew(running) || !beat(running)) {
                return;
            }
        }
        try {
            run.handle(running, feed);
        } finally {
            slots.release();
        }
    }

    private boolean beat(Import waiting) {
        waiting.heartbeat(clock.instant());
        return imports.save(waiting);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
