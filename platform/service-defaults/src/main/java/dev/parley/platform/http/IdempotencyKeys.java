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
 * <p>A key is written first, with a seed for the ids of the operation and a lease of 30 s. A retry while the lease is
 * held gets a conflict. When the lease has expired, or the attempt had no final outcome (a 5xx, or a response with
 * {@code Retry-After}), the next retry takes the key over by compare-and-set and runs <em>with the same ids</em>, so
 * that it resumes the first attempt instead of repeating it. The response of a completed operation is stored and
 * replayed.
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

    /** How to handle a request with a key. */
    sealed interface Begun {
        /**
         * This attempt holds the lease: run with ids from {@code seed}, then {@link #complete}, {@link #release} or
         * {@link #forget}.
         *
         * @param first whether no earlier attempt has run with these ids
         */
        record Run(String id, String lease, String seed, boolean first) implements Begun {}

        /** It was completed before. */
        record Replay(Answer answer) implements Begun {}

        /** Another attempt holds the lease. */
        record Busy() implements Begun {}

        /** The key was used for a different request. */
        record OtherRequest() implements Begun {}
    }

    /** A response as it was sent; {@code body} is empty if it had none. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are passed through, never compared
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

    /** Stores the response; does nothing when the key has been taken over meanwhile. */
    void complete(Begun.Run run, Answer answer) {
        Bson update = Updates.combine(
                Updates.set("status", answer.status),
                Updates.set("headers", new Document(new LinkedHashMap<>(answer.headers))),
                Updates.set("body", new Binary(answer.body)));
        writes.run(() -> keys().updateOne(held(run), update));
    }

    /** Frees the key for the next retry, which will use the same ids. */
    void release(Begun.Run run) {
        writes.run(() -> keys().updateOne(held(run), Updates.set("leaseUntil", FREE)));
    }

    /**
     * Leaves the key unused, because the request had no effect. If an earlier attempt may have had one, its ids are
     * kept for the next retry.
     */
    void forget(Begun.Run run) {
        if (run.first) {
            writes.run(() -> keys().deleteOne(held(run)));
        } else {
            release(run);
        }
    }

    /**
     * Erases the stored data of a caller ({@link dev.parley.platform.security.Caller#actor}) when the user is erased;
     * returns the number of documents.
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
