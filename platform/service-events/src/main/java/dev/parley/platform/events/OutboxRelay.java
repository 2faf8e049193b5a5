package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import dev.parley.platform.events.OutboxClaims.Claimed;
import dev.parley.platform.mongo.RetryingWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Relays the events in the outboxes of one collection: at once what this instance has just written, and by a sweep what
 * a crashed instance left or what could not be sent. Two relays on one document send its events twice, but never lose
 * one and never change the order of first arrivals; a claim only saves work.
 */
final class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int DOCUMENTS_AT_ONCE = 500;
    private static final int KICKS_KEPT = 10_000;
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

    /** The pause between sweeps grows to this while they find nothing: only events of a killed instance need them. */
    private static final Duration LONGEST_SWEEP_PAUSE = Duration.ofSeconds(5);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final MongoCollection<Document> documents;
    private final @Nullable String topic;
    private final boolean compacted;
    private final OutboxClaims claims;
    private final OutboxSweep sweep;
    private final OutboxSends sends;
    private final OutboxSettling settling;
    private final OutboxBacklog backlog;
    private final Set<String> kicked = new LinkedHashSet<>();

    private boolean parkedRetried;
    private volatile long nextSweep = System.nanoTime();
    private Duration sweepPause = SWEEP_EVERY;
    private long pausedUntil = System.nanoTime();
    private Duration pause = Duration.ZERO;
    private volatile @Nullable Loop loop;

    OutboxRelay(
            MongoCollection<Document> documents,
            @Nullable String topic,
            String source,
            boolean compacted,
            EventSender sender,
            RetryingWrites writes,
            Clock clock) {
        this.documents = documents;
        this.topic = topic;
        this.compacted = compacted;
        this.claims = new OutboxClaims(documents, compacted, writes, clock);
        this.sweep = new OutboxSweep(claims, DOCUMENTS_AT_ONCE);
        this.sends = new OutboxSends(sender, topic, source);
        this.settling = new OutboxSettling(documents, compacted, writes, clock);
        this.backlog = new OutboxBacklog(documents, clock);
    }

    /** Starts the relay in the background; without it, {@link #turn} does the work. */
    void start() {
        loop = Loop.start("outbox-" + collection(), SWEEP_EVERY, this::turn);
    }

    void stop() {
        if (loop != null) {
            loop.close();
        }
    }

    /** Notifies that this document has new events. Beyond some thousand at once they are left to the sweep. */
    void kick(String id) {
        synchronized (kicked) {
            if (kicked.size() < KICKS_KEPT) {
                kicked.add(id);
            }
        }
        kick();
    }

    /** Starts the next sweep now. */
    void sweepSoon() {
        nextSweep = System.nanoTime();
        kick();
    }

    private void kick() {
        Loop current = loop;
        if (current != null) {
            current.kick();
        }
    }

    String collection() {
        return documents.getNamespace().getCollectionName();
    }

    boolean servesCompacted(String compactedTopic) {
        return compacted && compactedTopic.equals(topic);
    }

    /** Whether these documents have events of their own. */
    boolean hasTopic() {
        return topic != null;
    }

    OutboxBacklog backlog() {
        return backlog;
    }

    /** Events sent by this instance since its start. */
    long published() {
        return sends.published();
    }

    /**
     * Runs one turn: kicked documents, then a part of what a sweep found. If the broker is unavailable, a later sweep
     * finds the rest.
     */
    void turn() {
        if (!parkedRetried) {
            claims.retryParked();
            parkedRetried = true;
        }
        if (System.nanoTime() - nextSweep >= 0) {
            nextSweep = System.nanoTime() + sweepPause.toNanos();
            sweepPause = min(sweepPause.multipliedBy(2), LONGEST_SWEEP_PAUSE);
            boolean pending = backlog.measure();
            if (pending) {
                sweepOften();
            }
            sweep.begin(pending);
        }
        if (System.nanoTime() - pausedUntil >= 0 && relay(takeKicked(), claims::written)) {
            relayDue();
        }
    }

    /**
     * While events are written, some may have to be found again: they were postponed, or the broker was unavailable.
     */
    private void sweepOften() {
        sweepPause = SWEEP_EVERY;
        long soon = System.nanoTime() + SWEEP_EVERY.toNanos();
        if (nextSweep - soon > 0) {
            nextSweep = soon;
        }
    }

    private List<String> takeKicked() {
        synchronized (kicked) {
            List<String> ids = new ArrayList<>(kicked);
            kicked.clear();
            return ids;
        }
    }

    private void relayDue() {
        List<Object> part = sweep.next();
        if (!part.isEmpty()) {
            relay(part, sweep::claim);
            kick(); // the next part follows in the next turn, after documents kicked meanwhile
        }
    }

    /** Relays several documents at once; while the broker is unavailable only one, as a probe. */
    private <T> boolean relay(List<T> ids, Function<Collection<T>, Claimed> claim) {
        int done = 0;
        while (done < ids.size()) {
            int next = Math.min(ids.size(), done + (pause.isZero() ? DOCUMENTS_AT_ONCE : 1));
            if (!relay(claim.apply(ids.subList(done, next)))) {
                sweep.abandon();
                return false;
            }
            done = next;
        }
        return true;
    }

    /** Sends the pending events of these documents; false when the broker was found to be unavailable. */
    boolean relay(Collection<String> ids) {
        return relay(claims.written(ids));
    }

    private boolean relay(Claimed claimed) {
        if (!claimed.documents().isEmpty()) {
            sweepOften();
        }
        boolean reached = sends.send(claimed.documents());
        settling.settle(claimed, reached).forEach(id -> kick((String) id));
        if (claimed.documents().stream().anyMatch(Outgoing::isUnfit)) {
            backlog.parkedSome();
        }
        pause(claimed, reached);
        return reached;
    }

    private void pause(Claimed claimed, boolean reached) {
        if (!reached) {
            if (pause.isZero()) {
                LOG.warnf("Events wait for the broker: collection=%s", collection());
            }
            pause = pause.isZero() ? SHORTEST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            pausedUntil = System.nanoTime() + pause.toNanos();
        } else if (claimed.documents().stream().anyMatch(Outgoing::wasTried)) {
            pause = Duration.ZERO;
        }
    }

    /**
     * Compacted topics: requests a resend of the newest event of every document, with the same id and sequence; returns
     * their number. The requests are stored in the documents, so neither a crash nor an unavailable broker loses one.
     */
    long resendAll() {
        long owed = 0;
        String after = "";
        while (true) {
            List<String> ids = documents
                    .find(and(gt("_id", after), exists(OutboxFields.LAST_SENT)))
                    .sort(ascending("_id"))
                    .projection(include("_id"))
                    .limit(DOCUMENTS_AT_ONCE)
                    .map(document -> document.getString("_id"))
                    .into(new ArrayList<>());
            if (ids.isEmpty()) {
                return owed;
            }
            owed += settling.oweResend(ids);
            sweepSoon();
            after = ids.getLast();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
