package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.Writes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the documents of one collection carry in their outbox: at once what this instance has just written, and by a sweep what a crashed one left or what
 * could not be sent. Two relays at work on one document send its events twice, never in a wrong order of first arrivals and never not at all; the lease of a
 * document only saves the work.
 */
final class OutboxRelay {

    static final String SEQUENCE = "eventSeq";
    static final String PENDING = "pendingEvents";
    static final String SINCE = "outboxSince";
    static final String LEASE = "outboxLease";
    static final String LAST_SENT = "outboxLast";
    private static final String LAST_SEQUENCE = "sequence";

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int DOCUMENTS_AT_ONCE = 200;
    private static final int EVENTS_AT_ONCE = 50;
    private static final int KICKS_KEPT = 10_000;

    /** What the broker has against this event, or its topic; anything else means that the broker cannot be reached. */
    private static final List<Class<? extends KafkaException>> UNFIT = List.of(
            RecordTooLargeException.class,
            SerializationException.class,
            AuthorizationException.class,
            InvalidTopicException.class,
            UnknownTopicOrPartitionException.class);

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration LEFT_AFTER = Duration.ofSeconds(2);
    private static final Duration LEASE_TIME = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final MongoCollection<Document> documents;
    private final @Nullable String topic;
    private final String source;
    private final boolean compacted;
    private final EventSender sender;
    private final Writes writes;
    private final Clock clock;
    private final String instance = Ids.next();
    private final Set<String> kicked = new LinkedHashSet<>();
    private final AtomicLong published = new AtomicLong();

    /** Compacted topics: documents of which a newer event may have gone out before the one sent here, with that one's sequence. */
    private final Map<String, Long> overtaken = new ConcurrentHashMap<>();

    private boolean indexed;
    private volatile Instant nextSweep = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private Duration pause = Duration.ZERO;
    private volatile long pending;
    private volatile @Nullable Instant oldest;
    private volatile @Nullable Loop loop;

    OutboxRelay(
            MongoCollection<Document> documents,
            @Nullable String topic,
            String source,
            boolean compacted,
            EventSender sender,
            Writes writes,
            Clock clock) {
        this.documents = documents;
        this.topic = topic;
        this.source = source;
        this.compacted = compacted;
        this.sender = sender;
        this.writes = writes;
        this.clock = clock;
    }

    /** Starts to relay in the background; without it, {@link #turn} does it. */
    void start() {
        loop = Loop.start("outbox-" + documents.getNamespace().getCollectionName(), SWEEP_EVERY, this::turn);
    }

    void stop() {
        if (loop != null) {
            loop.close();
        }
    }

    /** Tells that this document has just got events. Past some thousand at once they are left to the sweep. */
    void kick(String id) {
        synchronized (kicked) {
            if (kicked.size() < KICKS_KEPT) {
                kicked.add(id);
            }
        }
        kick();
    }

    /** Lets the next sweep begin now. */
    void sweepSoon() {
        nextSweep = Instant.MIN;
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

    /** Documents with events still to be sent, as of the last sweep. */
    long pending() {
        return pending;
    }

    /** How long the oldest of them has been waiting. */
    Duration oldest() {
        Instant since = oldest;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** Events sent by this instance since its start. */
    long published() {
        return published.get();
    }

    /** One turn: what was kicked, then, once a second, what is left over. */
    void turn() {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil)) {
            return;
        }
        List<String> ids = takeKicked();
        boolean reached = true; // else the sweep finds the rest when the broker is back
        for (int from = 0; reached && from < ids.size(); from += DOCUMENTS_AT_ONCE) {
            reached = relay(ids.subList(from, Math.min(from + DOCUMENTS_AT_ONCE, ids.size())));
        }
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(SWEEP_EVERY);
            sweep(now);
        }
    }

    private List<String> takeKicked() {
        synchronized (kicked) {
            List<String> ids = new ArrayList<>(kicked);
            kicked.clear();
            return ids;
        }
    }

    private void sweep(Instant now) {
        ensureIndex();
        List<Document> waiting = documents
                .find(gt(SINCE, new Date(0)))
                .sort(ascending(SINCE))
                .projection(include(SINCE))
                .limit(DOCUMENTS_AT_ONCE)
                .into(new ArrayList<>());
        pending =
                waiting.size() < DOCUMENTS_AT_ONCE ? waiting.size() : documents.countDocuments(gt(SINCE, new Date(0)));
        oldest = waiting.isEmpty() ? null : waiting.getFirst().getDate(SINCE).toInstant();
        Instant left = now.minus(LEFT_AFTER);
        List<String> mine = waiting.stream()
                .filter(document -> document.getDate(SINCE).toInstant().isBefore(left))
                .map(document -> document.getString("_id"))
                // after a failure one document tries whether the others may follow
                .limit(pause.isZero() ? DOCUMENTS_AT_ONCE : 1)
                .filter(id -> lease(id, now))
                .toList();
        if (!mine.isEmpty() && relay(mine) && waiting.size() == DOCUMENTS_AT_ONCE) {
            sweepSoon();
        }
    }

    private void ensureIndex() {
        if (!indexed) {
            documents.createIndex(
                    Indexes.ascending(SINCE), new IndexOptions().sparse(true).name(SINCE));
            indexed = true;
        }
    }

    private boolean lease(String id, Instant now) {
        Bson free = or(exists(LEASE, false), lt(LEASE + ".until", Date.from(now)), eq(LEASE + ".holder", instance));
        Document lease = new Document("holder", instance).append("until", Date.from(now.plus(LEASE_TIME)));
        return writes.run(() -> documents.updateOne(and(eq("_id", id), exists(SINCE), free), set(LEASE, lease)))
                        .getMatchedCount()
                == 1;
    }

    /** One document under way: what was read of it and how far its events got. */
    private static final class Outgoing {
        final String id;
        final long sequence;
        final List<PendingEvent> events;
        int sent;
        boolean stuck;

        Outgoing(Document document) {
            id = document.getString("_id");
            sequence = document.get(SEQUENCE, Number.class).longValue();
            events = document.getList(PENDING, Document.class, List.of()).stream()
                    .map(PendingEvent::read)
                    .toList();
        }

        boolean hasNext() {
            return !stuck && sent < Math.min(events.size(), EVENTS_AT_ONCE);
        }

        PendingEvent next() {
            return events.get(sent);
        }

        /** Of n pending events of its own, the i-th has the number {@code eventSeq - (n - 1 - i)}. */
        long sequenceOf(int index) {
            return sequence
                    - events.subList(index + 1, events.size()).stream()
                            .filter(PendingEvent::isOwn)
                            .count();
        }

        /** The newest of its own that were sent; -1 when there is none. */
        int newestSent() {
            for (int i = sent - 1; i >= 0; i--) {
                if (events.get(i).isOwn()) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** Sends the pending events of these documents; false when the broker was found to be away. */
    boolean relay(Collection<String> ids) {
        List<Outgoing> all = documents
                .find(in("_id", ids))
                .projection(include(SEQUENCE, PENDING))
                .map(Outgoing::new)
                .into(new ArrayList<>());
        boolean reached = send(all);
        all.forEach(this::settle);
        return reached;
    }

    /**
     * The documents side by side, the events of each one after the other: the next goes out only when the broker has the one before. If they were sent in one go and
     * the first failed, the second would be the first to arrive.
     */
    private boolean send(List<Outgoing> all) {
        record Sending(Outgoing outgoing, CompletableFuture<Void> result) {}
        boolean reached = true;
        List<Outgoing> active = all.stream().filter(Outgoing::hasNext).toList();
        while (reached && !active.isEmpty()) {
            List<Sending> round = new ArrayList<>(active.size());
            for (Outgoing outgoing : active) {
                CompletableFuture<Void> result = sender.send(nextOf(outgoing));
                round.add(new Sending(outgoing, result));
                if (result.isCompletedExceptionally()) {
                    break; // each of the others would block just as long
                }
            }
            for (Sending sending : round) {
                reached &= arrived(sending.outgoing, sending.result);
            }
            active = active.stream().filter(Outgoing::hasNext).toList();
        }
        if (reached) {
            pause = Duration.ZERO;
        } else {
            pause = pause.isZero() ? SHORTEST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            pausedUntil = clock.instant().plus(pause);
        }
        return reached;
    }

    private ProducerRecord<String, byte[]> nextOf(Outgoing outgoing) {
        PendingEvent event = outgoing.next();
        NewEvent.Aside aside = event.aside();
        return aside == null
                ? ownRecord(outgoing.id, event, outgoing.sequenceOf(outgoing.sent))
                : CloudEvents.record(aside.topic(), aside.key(), source, event);
    }

    private ProducerRecord<String, byte[]> ownRecord(String id, PendingEvent event, long sequence) {
        return CloudEvents.record(
                Objects.requireNonNull(topic, "events of their own have a topic"), id, source, event, sequence);
    }

    /** Waits for the broker's word; false when the broker is away, as opposed to this one event being unfit. */
    private boolean arrived(Outgoing outgoing, CompletableFuture<Void> result) {
        try {
            result.join();
            outgoing.sent++;
            published.incrementAndGet();
            return true;
        } catch (CompletionException e) {
            outgoing.stuck = true;
            boolean unfit = UNFIT.stream().anyMatch(cause -> cause.isInstance(e.getCause()));
            LOG.log(
                    unfit ? Logger.Level.ERROR : Logger.Level.WARN,
                    "An event cannot be sent and waits in its document: collection=" + collection() + " document="
                            + outgoing.id + " eventId=" + outgoing.next().id() + " type="
                            + outgoing.next().type() + " cause=" + e.getCause());
            return unfit;
        }
    }

    /** Takes what was sent out of its document, and sees to it that a compacted topic ends with the newest. */
    private void settle(Outgoing outgoing) {
        int newest = outgoing.newestSent();
        boolean emptied = outgoing.sent > 0 && outgoing.sent == outgoing.events.size() && emptied(outgoing, newest);
        if (emptied && newest >= 0) {
            overtaken.remove(outgoing.id);
            return;
        }
        if (outgoing.sent > 0 && !emptied) {
            takeOut(outgoing, newest);
        }
        Long sentBefore = overtaken.get(outgoing.id);
        if (compacted && newest >= 0) {
            keepNewestLast(outgoing.id, outgoing.sequenceOf(newest));
        } else if (sentBefore != null && (outgoing.sent > 0 || outgoing.events.isEmpty())) {
            keepNewestLast(outgoing.id, sentBefore);
        }
    }

    private void takeOut(Outgoing outgoing, int newest) {
        if (compacted && newest >= 0) {
            rememberSent(outgoing, newest);
        }
        List<String> sent = outgoing.events.subList(0, outgoing.sent).stream()
                .map(PendingEvent::id)
                .toList();
        writes.run(() -> documents.updateOne(eq("_id", outgoing.id), pull(PENDING, in("id", sent))));
        // the size matters: a fresh event must not lose the mark by which it is found
        writes.run(() -> documents.updateOne(
                and(eq("_id", outgoing.id), size(PENDING, 0)), combine(unset(SINCE), unset(LEASE))));
        // what still waits has come since: it is that young, not as old as what was sent
        writes.run(() -> documents.updateOne(
                and(eq("_id", outgoing.id), exists(PENDING + ".0")), set(SINCE, Date.from(clock.instant()))));
        if (outgoing.sent < outgoing.events.size() && !outgoing.stuck) {
            kick(outgoing.id);
        }
    }

    /**
     * The usual case in one write: no event has come since the document was read, so all there are have been sent. New ones come at the end, so a list of the same
     * length with the same last one is the same list; the sequence alone would not tell, for it does not count every event.
     */
    private boolean emptied(Outgoing outgoing, int newest) {
        int size = outgoing.events.size();
        List<Bson> update = new ArrayList<>(List.of(set(PENDING, List.of()), unset(SINCE), unset(LEASE)));
        if (compacted && newest >= 0) {
            update.add(set(LAST_SENT, lastSent(outgoing, newest)));
        }
        Bson asRead = and(
                eq("_id", outgoing.id),
                size(PENDING, size),
                eq(PENDING + "." + (size - 1) + ".id", outgoing.events.getLast().id()));
        return writes.run(() -> documents.updateOne(asRead, combine(update))).getMatchedCount() == 1;
    }

    /** Keeps what was sent as the newest, unless a newer one is kept: what waits behind it may be none of the aggregate's own and never take its place. */
    private void rememberSent(Outgoing outgoing, int newest) {
        Bson older = or(exists(LAST_SENT, false), lt(LAST_SENT + "." + LAST_SEQUENCE, outgoing.sequenceOf(newest)));
        writes.run(() ->
                documents.updateOne(and(eq("_id", outgoing.id), older), set(LAST_SENT, lastSent(outgoing, newest))));
    }

    private static Document lastSent(Outgoing outgoing, int newest) {
        return outgoing.events.get(newest).write().append(LAST_SEQUENCE, outgoing.sequenceOf(newest));
    }

    /**
     * The document went on while this relay was sending, so a newer event may have gone out before the one just sent; compaction would then keep the older. While
     * newer ones are pending they will be sent after it; when there are none any more, the newest goes out once again.
     */
    private void keepNewestLast(String id, long sentLast) {
        Document now = documents
                .find(eq("_id", id))
                .projection(include(PENDING, LAST_SENT))
                .first();
        Document newest = now == null ? null : now.get(LAST_SENT, Document.class);
        overtaken.remove(id);
        if (now != null && !now.getList(PENDING, Document.class, List.of()).isEmpty()) {
            overtaken.put(id, sentLast);
            kick(id);
        } else if (newest != null && newest.getLong(LAST_SEQUENCE) > sentLast) {
            long sequence = newest.getLong(LAST_SEQUENCE);
            sendAgain(id, newest).whenComplete((done, failure) -> {
                overtaken.put(id, failure == null ? sequence : sentLast);
                kick(id);
            });
        }
    }

    private CompletableFuture<Void> sendAgain(String id, Document newest) {
        return sender.send(ownRecord(id, PendingEvent.read(newest), newest.getLong(LAST_SEQUENCE)));
    }

    /**
     * Compacted topics: sends the newest event of every document once more, under the id and sequence it had, and returns how many when the broker has them all.
     *
     * @throws CompletionException when the broker does not take one
     */
    int sendAllAgain() {
        int sent = 0;
        String after = "";
        while (true) {
            List<Document> some = documents
                    .find(and(gt("_id", after), exists(LAST_SENT)))
                    .sort(ascending("_id"))
                    .projection(include(LAST_SENT))
                    .limit(DOCUMENTS_AT_ONCE)
                    .into(new ArrayList<>());
            if (some.isEmpty()) {
                return sent;
            }
            CompletableFuture.allOf(some.stream()
                            .map(document -> sendAgain(document.getString("_id"), newestOf(document)))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            some.forEach(document ->
                    keepNewestLast(document.getString("_id"), newestOf(document).getLong(LAST_SEQUENCE)));
            sent += some.size();
            after = some.getLast().getString("_id");
        }
    }

    private static Document newestOf(Document document) {
        return document.get(LAST_SENT, Document.class);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
