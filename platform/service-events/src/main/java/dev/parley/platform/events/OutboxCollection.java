package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
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
 * <p>Every write repeats itself on deadlocks and write conflicts. After a connection error its fate is unknown: read
 * again and go on. A document is never removed before its outbox is empty.
 */
public final class OutboxCollection {

    private static final int PENDING_LIMIT = 500;
    private static final String FULL = OutboxFields.PENDING + "." + PENDING_LIMIT;

    /** The fields of a document that are its outbox. */
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
     * Inserts the document as version 1 with its events.
     *
     * @throws AlreadyExists when its {@code _id} or another unique key of it is taken
     * @throws Problem 422 {@code event-too-large} when an event has more than {@value PendingEvent#LARGEST} bytes
     */
    public void insert(Document document, List<NewEvent> events) {
        Document stored = new Document(document)
                .append("version", 1L)
                .append(OutboxFields.SEQUENCE, own(events))
                .append(OutboxFields.PENDING, pending(events));
        if (!events.isEmpty()) {
            stored.append(OutboxFields.SINCE, Date.from(clock.instant()))
                    .append(OutboxFields.NEXT, OutboxFields.leftAfter(clock));
        }
        try {
            writes.run(() -> documents.insertOne(stored));
        } catch (MongoException e) {
            if (MongoErrors.isDuplicateKey(e)) {
                throw new AlreadyExists(documents.getNamespace().getCollectionName(), e);
            }
            throw e;
        }
        relayed(document.getString("_id"), events);
    }

    /**
     * Replaces the state by {@code state} if the document still has that version: its fields are set, those that are
     * not in {@code state} are removed.
     *
     * @return false when the version is another one, or there is no such document
     * @throws Problem 503 when more than 500 events of the document, or more than fit into it, are still waiting for
     *     Kafka, 422 {@code event-too-large} when one of these has more than {@value PendingEvent#LARGEST} bytes
     */
    public boolean replace(String id, long expectedVersion, Document state, List<NewEvent> events) {
        Bson filter = and(eq("_id", id), eq("version", expectedVersion));
        Document stored = documents
                .find(filter)
                .projection(Projections.exclude(OutboxFields.PENDING, OutboxFields.LAST_SENT))
                .first();
        if (stored == null) {
            return false;
        }
        Document set = new Document(state);
        set.keySet().removeAll(RESERVED);
        Document unset = new Document(stored);
        unset.keySet().removeAll(RESERVED);
        unset.keySet().removeAll(set.keySet());
        unset.replaceAll((field, value) -> "");
        Document update = new Document();
        if (!set.isEmpty()) {
            update.append("$set", set);
        }
        if (!unset.isEmpty()) {
            update.append("$unset", unset);
        }
        return update(filter, update, events);
    }

    /**
     * Applies {@code update} to the one document that {@code filter} matches, if any, and raises its version.
     *
     * @return false when nothing matches
     * @throws Problem 503 when more than 500 events of the document, or more than fit into it, are still waiting for
     *     Kafka, 422 {@code event-too-large} when one of these has more than {@value PendingEvent#LARGEST} bytes
     */
    public boolean update(Bson filter, Bson update, List<NewEvent> events) {
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

    private BsonDocument withEvents(BsonDocument update, List<NewEvent> events) {
        Document ours = new Document("$inc", new Document("version", 1L));
        if (!events.isEmpty()) {
            ours.get("$inc", Document.class).append(OutboxFields.SEQUENCE, own(events));
            ours.append("$push", new Document(OutboxFields.PENDING, new Document("$each", pending(events))));
            // the smallest, not the latest: how long the oldest event has been waiting
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

    /** How many of them are the aggregate's own: only those are numbered. */
    private long own(List<NewEvent> events) {
        long own = events.stream().filter(NewEvent::isOwn).count();
        if (own > 0 && !relay.hasTopic()) {
            throw new IllegalArgumentException(documents.getNamespace().getCollectionName()
                    + " has no topic of its own, so its events must name theirs");
        }
        return own;
    }

    private static List<Document> pending(List<NewEvent> events) {
        return new ArrayList<>(
                events.stream().map(PendingEvent::of).map(PendingEvent::write).toList());
    }

    private void relayed(@Nullable String id, List<NewEvent> events) {
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
