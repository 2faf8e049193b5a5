package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB collection whose documents carry their own outbox: state and events are one atomic write, and the events
 * are sent from there. The fields {@code _id, version}, and those of {@link OutboxFields} belong to this class; every
 * other field is state.
 *
 * <p>Every write is retried on deadlocks and write conflicts. After a connection error its outcome is unknown: read
 * again and continue. A document is never removed before its outbox is empty.
 */
public final class OutboxCollection {

    private static final int PENDING_LIMIT = 500;
    private static final String FULL = OutboxFields.PENDING + "." + PENDING_LIMIT;

    /** The fields of a document's outbox. */
    public static final Set<String> OUTBOX = OutboxFields.ALL;

    private static final Set<String> RESERVED =
            Stream.concat(Stream.of("_id", "version"), OUTBOX.stream()).collect(Collectors.toUnmodifiableSet());

    private final MongoCollection<Document> documents;
    private final OutboxRelay relay;
    private final RetryingWrites writes;
    private final Clock clock;

    OutboxCollection(MongoCollection<Document> documents, OutboxRelay relay, RetryingWrites writes, Clock clock) {
        this.documents = documents;
        this.relay = relay;
        this.writes = writes;
        this.clock = clock;
    }

    /** The collection itself, for reads and for writes without events. */
    public MongoCollection<Document> mongo() {
        return documents;
    }

    /**
     * Inserts the document as version 1 with its events. A field whose value is null is left out.
     *
     * @throws AlreadyExists when its {@code _id} or another unique key of it is taken
     * @throws Problem 422 {@code event-too-large} when an event has more than {@value StoredEvent#LARGEST} bytes
     */
    public void insert(Document document, List<PendingEvent> events) {
        Document stored = Fields.withoutNulls(document)
                .append("version", 1L)
                .append(OutboxFields.SEQUENCE, own(events))
                .append(OutboxFields.PENDING, pending(events));
        if (!events.isEmpty()) {
            stored.append(OutboxFields.SINCE, Date.from(clock.instant()))
                    .append(OutboxFields.NEXT, OutboxFields.leftAfter(clock));
        }
        if (!writes.insertIfAbsent(documents, stored)) {
            throw new AlreadyExists(documents.getNamespace().getCollectionName());
        }
        relayed(document.getString("_id"), events);
    }

    /**
     * Stores a changed state, if the document still has that version. A field whose value is null is removed; fields
     * that {@code state} does not name stay as they are, so that code of an older version keeps what a newer one has
     * stored.
     *
     * @throws VersionClash when the version differs, or there is no such document
     * @throws AlreadyExists when another document has one of its unique keys
     * @throws Problem 503 when more than 500 events of the document, or more than fit into it, are still waiting for
     *     Kafka, 422 {@code event-too-large} when one of these has more than {@value StoredEvent#LARGEST} bytes
     */
    public void save(String id, long expectedVersion, Document state, List<PendingEvent> events) {
        Document set = Fields.withoutNulls(state);
        Document unset = new Document(state);
        unset.keySet().removeAll(set.keySet());
        store(id, expectedVersion, set, unset, events);
    }

    /**
     * Replaces the state: fields that are not in {@code state} are removed, including those that this code does not
     * know. For erasure; a change is {@link #save saved}.
     *
     * @throws VersionClash when the version differs, or there is no such document
     * @throws Problem as {@link #save}
     */
    public void replace(String id, long expectedVersion, Document state, List<PendingEvent> events) {
        Document stored = documents
                .find(and(eq("_id", id), eq("version", expectedVersion)))
                .projection(Projections.exclude(OutboxFields.PENDING, OutboxFields.LAST_SENT))
                .first();
        if (stored == null) {
            throw new VersionClash();
        }
        Document set = Fields.withoutNulls(state);
        stored.keySet().removeAll(set.keySet());
        store(id, expectedVersion, set, stored, events);
    }

    private void store(String id, long expectedVersion, Document set, Document unset, List<PendingEvent> events) {
        set.keySet().removeAll(RESERVED);
        unset.keySet().removeAll(RESERVED);
        unset.replaceAll((field, value) -> "");
        Document update = new Document();
        if (!set.isEmpty()) {
            update.append("$set", set);
        }
        if (!unset.isEmpty()) {
            update.append("$unset", unset);
        }
        boolean stored;
        try {
            stored = update(and(eq("_id", id), eq("version", expectedVersion)), update, events);
        } catch (MongoException e) {
            if (MongoErrors.isDuplicateKey(e)) {
                throw new AlreadyExists(documents.getNamespace().getCollectionName());
            }
            throw e;
        }
        if (!stored) {
            throw new VersionClash();
        }
    }

    /**
     * Applies {@code update} to the one document that {@code filter} matches, if any, and raises its version.
     *
     * @return false when nothing matches
     * @throws Problem 503 when more than 500 events of the document, or more than fit into it, are still waiting for
     *     Kafka, 422 {@code event-too-large} when one of these has more than {@value StoredEvent#LARGEST} bytes
     */
    public boolean update(Bson filter, Bson update, List<PendingEvent> events) {
        BsonDocument condition = render(filter);
        BsonDocument whole = withEvents(render(update), events);
        Bson notFull = events.isEmpty() ? condition : and(condition, exists(FULL, false));
        boolean matched = matches(notFull, whole);
        if (matched) {
            relayed(idIn(condition), events);
        } else if (!events.isEmpty() && has(FULL, condition)) {
            throw waiting();
        }
        return matched;
    }

    private boolean matches(Bson filter, BsonDocument update) {
        try {
            return writes.run(() -> documents.updateOne(filter, update)).getMatchedCount() > 0;
        } catch (MongoException e) {
            if (MongoErrors.isTooLarge(e) && has(OutboxFields.PENDING + ".0", filter)) {
                throw waiting();
            }
            throw e;
        }
    }

    private boolean has(String field, Bson filter) {
        return documents.find(and(filter, exists(field))).first() != null;
    }

    private static Problem waiting() {
        return Problems.unavailable("The message broker", Duration.ofSeconds(5));
    }

    private BsonDocument withEvents(BsonDocument update, List<PendingEvent> events) {
        Document ours = new Document("$inc", new Document("version", 1L));
        if (!events.isEmpty()) {
            ours.get("$inc", Document.class).append(OutboxFields.SEQUENCE, own(events));
            ours.append("$push", new Document(OutboxFields.PENDING, new Document("$each", pending(events))));
            // the minimum, not the latest: the age of the oldest event
            ours.append(
                    "$min",
                    new Document(OutboxFields.SINCE, Date.from(clock.instant()))
                            .append(OutboxFields.NEXT, OutboxFields.leftAfter(clock)));
        }
        BsonDocument merged = update.clone();
        render(ours)
                .forEach((operator, fields) -> merged.computeIfAbsent(operator, key -> new BsonDocument())
                        .asDocument()
                        .putAll(fields.asDocument()));
        return merged;
    }

    private BsonDocument render(Bson bson) {
        return bson.toBsonDocument(Document.class, documents.getCodecRegistry());
    }

    /** The number of the aggregate's own events: only those are numbered. */
    private long own(List<PendingEvent> events) {
        long own = events.stream().filter(PendingEvent::isOwn).count();
        if (own > 0 && !relay.hasTopic()) {
            throw new IllegalArgumentException(documents.getNamespace().getCollectionName()
                    + " has no topic of its own, so its events must name theirs");
        }
        return own;
    }

    private static List<Document> pending(List<PendingEvent> events) {
        return new ArrayList<>(
                events.stream().map(StoredEvent::of).map(StoredEvent::write).toList());
    }

    private void relayed(@Nullable String id, List<PendingEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        if (id == null) {
            relay.sweepSoon();
        } else {
            relay.kick(id);
        }
    }

    private static @Nullable String idIn(BsonDocument filter) {
        BsonValue id = filter.get("_id");
        if (id != null && id.isString()) {
            return id.asString().getValue();
        }
        for (BsonValue part : filter.getArray("$and", new BsonArray())) {
            String inner = idIn(part.asDocument());
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }
}
