package dev.parley.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Buckets of figures, each computed from its facts. After storing a fact, a writer always {@link #mark marks} its
 * bucket as stale, also when the fact existed already; a stale bucket is {@link #roll recomputed} from all its facts,
 * by the writer at once or by the recurring job later.
 *
 * <p>Why it is exact: a figure computed after reading {@code dirty = d} includes every fact whose mark is among the
 * first d. It is written with {@code rolled = d}, and only over a figure with a smaller {@code rolled}, so a slow
 * writer never restores a stale figure; while {@code rolled} is below {@code dirty}, the bucket is recomputed.
 */
@ApplicationScoped
public class Rollups {

    public static final String COLLECTION = "rollups";
    public static final String KIND = "kind";
    public static final String FROM = "from";

    /** Exists while a bucket is stale, for the recurring job. */
    public static final String STALE = "stale";

    private static final String DIRTY = "dirty";
    private static final String ROLLED = "rolled";

    private final MongoCollection<Document> buckets;
    private final RetryingWrites writes;
    private final Facts facts;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Rollups(MongoDatabase database, RetryingWrites writes, Facts facts) {
        this.buckets = database.getCollection(COLLECTION);
        this.writes = writes;
        this.facts = facts;
    }

    /**
     * A bucket.
     *
     * @param kind the kind of its facts
     * @param from the start of its period
     * @param what its key beside the period, such as a product id; may be empty
     */
    public record Bucket(String kind, Instant from, String what) {
        /** Its {@code _id}, which its facts also carry. */
        public String id() {
            return what.isEmpty() ? kind + "|" + from : kind + "|" + from + "|" + what;
        }
    }

    /** Marks the bucket as stale: it has a new or changed fact. */
    public void mark(Bucket bucket) {
        writes.runUpsert(() -> buckets.updateOne(
                eq("_id", bucket.id()),
                combine(
                        inc(DIRTY, 1L),
                        set(STALE, true),
                        setOnInsert(KIND, bucket.kind()),
                        setOnInsert(FROM, Date.from(bucket.from())),
                        setOnInsert("what", bucket.what()),
                        setOnInsert(ROLLED, 0L)),
                new UpdateOptions().upsert(true)));
    }

    /**
     * Recomputes the bucket's figures from its facts; they include at least all facts marked before this call.
     *
     * @param figures computes the figures from the facts of the bucket with this id
     */
    public void roll(Bucket bucket, Function<String, Document> figures) {
        long marked = number(read(bucket.id()), DIRTY);
        // One at a time per process: the previous run has usually included the facts of waiting callers.
        ReentrantLock lock = locks.computeIfAbsent(bucket.id(), id -> new ReentrantLock());
        lock.lock();
        try {
            Document now = read(bucket.id());
            long dirty = number(now, DIRTY);
            if (number(now, ROLLED) >= marked) {
                settle(bucket.id(), dirty); // its last writer may have crashed before this step
                return;
            }
            if (facts.allRetainedSince(bucket.from())) {
                write(bucket.id(), dirty, figures.apply(bucket.id()));
            } else {
                write(bucket.id(), dirty, new Document()); // closed: the figures are kept unchanged
            }
        } finally {
            lock.unlock();
            if (!lock.hasQueuedThreads()) {
                locks.remove(bucket.id(), lock);
            }
        }
    }

    /**
     * Recomputes a bucket after some of its facts were erased. A closed bucket cannot be recomputed and is deleted, as
     * it must not keep erased data.
     */
    public void rollAgain(String bucketId, Function<String, Document> figures) {
        writes.run(() -> buckets.updateOne(eq("_id", bucketId), combine(inc(DIRTY, 1L), set(STALE, true))));
        Document bucket = buckets.find(eq("_id", bucketId)).first();
        if (bucket == null) {
            return;
        }
        if (facts.allRetainedSince(bucket(bucket).from())) {
            roll(bucket(bucket), figures);
        } else {
            writes.run(() -> buckets.deleteOne(eq("_id", bucketId)));
        }
    }

    private void write(String id, long dirty, Document figures) {
        List<Bson> changes = new ArrayList<>();
        changes.add(set(ROLLED, dirty));
        figures.forEach((name, value) -> changes.add(set(name, value)));
        writes.run(() -> buckets.updateOne(and(eq("_id", id), lt(ROLLED, dirty)), combine(changes)));
        settle(id, dirty);
    }

    /** Removes the stale mark, unless the bucket was marked again or {@code rolled} is behind. */
    private void settle(String id, long dirty) {
        writes.run(() -> buckets.updateOne(and(eq("_id", id), eq(DIRTY, dirty), eq(ROLLED, dirty)), unset(STALE)));
    }

    private Document read(String id) {
        Document bucket = buckets.find(eq("_id", id)).first();
        if (bucket == null) {
            throw new IllegalStateException("Bucket " + id + " is rolled before it is marked");
        }
        return bucket;
    }

    /** A figure of a bucket; 0 when it was never computed because its facts had expired. */
    public static long figure(Document bucket, String name) {
        Number figure = bucket.get(name, Number.class);
        return figure == null ? 0 : figure.longValue();
    }

    /** The ids of stale buckets. */
    List<String> stale(int limit) {
        return buckets.find(eq(STALE, true))
                .projection(include("_id"))
                .limit(limit)
                .map(bucket -> bucket.getString("_id"))
                .into(new ArrayList<>());
    }

    Optional<Bucket> find(String id) {
        return Optional.ofNullable(buckets.find(eq("_id", id)).first()).map(Rollups::bucket);
    }

    private static Bucket bucket(Document document) {
        return new Bucket(document.getString(KIND), document.getDate(FROM).toInstant(), document.getString("what"));
    }

    /**
     * The buckets of a kind that start in this period; figures as written by {@link #roll}, none in a bucket that was
     * never computed.
     */
    public FindIterable<Document> find(String kind, Instant from, Instant to) {
        return buckets.find(and(eq(KIND, kind), gte(FROM, Date.from(from)), lt(FROM, Date.from(to)), gt(ROLLED, 0L)));
    }

    private static long number(Document bucket, String field) {
        return bucket.get(field, Number.class).longValue();
    }
}
