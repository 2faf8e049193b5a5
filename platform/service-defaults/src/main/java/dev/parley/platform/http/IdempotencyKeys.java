package dev.parley.platform.http;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import dev.parley.platform.id.Ids;
import dev.parley.platform.id.OneTimeKeys;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * The idempotency keys of this service, kept for 24 hours in {@code idempotency_keys} of its own database.
 *
 * <p>A key is written first, with a seed for the ids the act will use and a lease of 30 s. Who comes while the lease
 * runs is told to come back. When it has run out, or the act had no outcome (a 5xx, or an answer with
 * {@code Retry-After}), the next one takes the key over by compare-and-set and acts <em>with the same ids</em>, so that
 * it finishes what the first began instead of doing it twice. When the act has answered, the answer is kept and given
 * again.
 */
@ApplicationScoped
public class IdempotencyKeys {

    public static final String COLLECTION = "idempotency_keys";
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Date FREE = new Date(0);

    private final MongoDatabase database;
    private final RetryingWrites writes;
    private final Clock clock;

    IdempotencyKeys(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.database = database;
        this.writes = writes;
        this.clock = clock;
    }

    /** What to do with a request that has a key. */
    sealed interface Begun {
        /**
         * It is this one's turn: act with ids from {@code seed}, then {@link #complete}, {@link #release} or
         * {@link #forget}.
         *
         * @param first whether no other try has acted with these ids
         */
        record Run(String id, String lease, String seed, boolean first) implements Begun {}

        /** It was answered before. */
        record Replay(Answer answer) implements Begun {}

        /** Another one is at it. */
        record Busy() implements Begun {}

        /** The key was used for another request. */
        record OtherRequest() implements Begun {}
    }

    /** An answer as it went out; {@code body} is empty where there was none. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    Begun begin(String id, String caller, String fingerprint) {
        String lease = Ids.next();
        for (; ; ) {
            Instant now = clock.instant();
            String seed = Ids.next();
            if (insert(id, caller, fingerprint, lease, seed, now)) {
                return new Begun.Run(id, lease, seed, true);
            }
            Document known = keys().find(Filters.eq(id)).first();
            if (known == null) {
                continue;
            }
            if (!now.isBefore(known.getDate("expiresAt").toInstant())) {
                keys().deleteOne(Filters.and(Filters.eq(id), Filters.eq("lease", known.getString("lease"))));
                continue;
            }
            return judge(known, fingerprint, lease, now);
        }
    }

    private Begun judge(Document known, String fingerprint, String lease, Instant now) {
        String id = known.getString("_id");
        if (!fingerprint.equals(known.getString("fingerprint"))) {
            return new Begun.OtherRequest();
        }
        if (known.containsKey("status")) {
            return new Begun.Replay(answer(known));
        }
        if (now.isBefore(known.getDate("leaseUntil").toInstant())) {
            return new Begun.Busy();
        }
        Bson stillDead = Filters.and(
                Filters.eq(id),
                Filters.eq("lease", known.getString("lease")),
                Filters.eq("leaseUntil", known.getDate("leaseUntil")),
                Filters.exists("status", false));
        UpdateResult taken = writes.run(() -> keys().updateOne(
                        stillDead,
                        Updates.combine(
                                Updates.set("lease", lease), Updates.set("leaseUntil", Date.from(now.plus(LEASE))))));
        return taken.getMatchedCount() == 1
                ? new Begun.Run(id, lease, Objects.requireNonNull(known.getString("seed")), false)
                : new Begun.Busy();
    }

    /** Keeps the answer; does nothing when the key has been taken over meanwhile. */
    void complete(Begun.Run run, Answer answer) {
        Bson update = Updates.combine(
                Updates.set("status", answer.status),
                Updates.set("headers", new Document(new LinkedHashMap<>(answer.headers))),
                Updates.set("body", new Binary(answer.body)));
        writes.run(() -> keys().updateOne(held(run), update));
    }

    /** Frees the key for the next try, which will use the same ids. */
    void release(Begun.Run run) {
        writes.run(() -> keys().updateOne(held(run), Updates.set("leaseUntil", FREE)));
    }

    /**
     * Leaves the key unused, as the request did nothing. After an earlier try that may have acted, its ids are kept for
     * the next one.
     */
    void forget(Begun.Run run) {
        if (run.first) {
            writes.run(() -> keys().deleteOne(held(run)));
        } else {
            release(run);
        }
    }

    /**
     * Erases what is kept of a caller ({@link dev.parley.platform.security.Caller#actor}), for when the user is erased;
     * returns how much.
     */
    public long erase(String actor) {
        return writes.run(() -> keys().deleteMany(Filters.eq("caller", actor))).getDeletedCount();
    }

    private boolean insert(String id, String caller, String fingerprint, String lease, String seed, Instant now) {
        Document key = new Document("_id", id)
                .append("caller", caller)
                .append("fingerprint", fingerprint)
                .append("seed", seed)
                .append("lease", lease)
                .append("leaseUntil", Date.from(now.plus(LEASE)))
                .append("expiresAt", Date.from(now.plus(OneTimeKeys.KEPT)));
        try {
            writes.run(() -> keys().insertOne(key));
            return true;
        } catch (MongoException e) {
            if (MongoErrors.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    private static Bson held(Begun.Run run) {
        return Filters.and(Filters.eq(run.id), Filters.eq("lease", run.lease));
    }

    private static Answer answer(Document known) {
        Map<String, String> headers = new LinkedHashMap<>();
        known.get("headers", new Document()).forEach((name, value) -> headers.put(name, value.toString()));
        return new Answer(
                known.getInteger("status", 200),
                headers,
                known.get("body", new Binary(new byte[0])).getData());
    }

    private MongoCollection<Document> keys() {
        return database.getCollection(COLLECTION);
    }
}
