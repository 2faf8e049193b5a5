package dev.parley.analytics.activity;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.analytics.rollup.Facts;
import dev.parley.analytics.rollup.Figures;
import dev.parley.analytics.rollup.Rollups;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/**
 * Searches and product views: one fact per event, whose {@code _id} is the event's id, and buckets per day and
 * zero-result query and per day and viewed product. These events are frequent, so buckets are only marked as stale
 * here; the recurring job recomputes them within seconds.
 */
@ApplicationScoped
public class Activity {

    static final String SEARCHES = "search_logs";
    static final String VIEWS = "product_views";

    /** The searching user or guest: query text is personal data and is erased with the person. */
    static final String ASKER = "asker";

    private static final String ZERO_RESULTS = "zero-results";
    private static final String PRODUCT_VIEWS = "product-views";
    private static final int LONGEST_QUERY = 200;

    private final MongoCollection<Document> searches;
    private final MongoCollection<Document> views;
    private final Rollups rollups;
    private final Facts facts;
    private final RetryingWrites writes;

    Activity(MongoDatabase database, Rollups rollups, Facts facts, RetryingWrites writes) {
        this.searches = database.getCollection(SEARCHES);
        this.views = database.getCollection(VIEWS);
        this.rollups = rollups;
        this.facts = facts;
        this.writes = writes;
    }

    /** A counted value and its count. */
    public record Count(String what, long count) {}

    void searched(String eventId, SearchPerformedV1 search) {
        if (!facts.allRetainedSince(Facts.day(search.at()))) {
            return;
        }
        String query = normalize(search.query());
        Document fact = new Document("_id", eventId)
                .append("query", query)
                .append("results", search.results())
                .append("source", search.source())
                .append("tookMillis", search.tookMillis())
                .append("at", Date.from(search.at()))
                .append(Facts.EXPIRES_AT, facts.expiresAt(search.at()));
        search.asker().ifPresent(asker -> fact.append(ASKER, asker));
        if (search.results() > 0 || query.isEmpty()) {
            insert(searches, fact);
        } else {
            // raw input is not used as a key
            String key = UUID.nameUUIDFromBytes(query.getBytes(StandardCharsets.UTF_8))
                    .toString();
            Rollups.Bucket bucket = new Rollups.Bucket(ZERO_RESULTS, Facts.day(search.at()), key);
            insert(searches, fact.append(Facts.BUCKET, bucket.id()));
            rollups.mark(bucket);
        }
    }

    void viewed(String eventId, ProductViewedV1 view) {
        Rollups.Bucket bucket = new Rollups.Bucket(PRODUCT_VIEWS, Facts.day(view.at()), view.productId());
        if (!facts.allRetainedSince(bucket.from())) {
            return;
        }
        insert(
                views,
                new Document("_id", eventId)
                        .append("productId", view.productId())
                        .append("at", Date.from(view.at()))
                        .append(Facts.BUCKET, bucket.id())
                        .append(Facts.EXPIRES_AT, facts.expiresAt(view.at())));
        rollups.mark(bucket);
    }

    /** The zero-result queries, most frequent first. */
    List<Count> zeroResults(Instant from, Instant to, int limit) {
        return top(ZERO_RESULTS, "query", from, to, limit);
    }

    /** The viewed products, most viewed first. */
    List<Count> mostViewed(Instant from, Instant to, int limit) {
        return top(PRODUCT_VIEWS, "productId", from, to, limit);
    }

    private List<Count> top(String kind, String field, Instant from, Instant to, int limit) {
        Map<String, Long> counts = new HashMap<>();
        for (Document bucket : rollups.find(kind, from, to)) {
            counts.merge(bucket.getString(field), Rollups.figure(bucket, "count"), Long::sum);
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0) // zero: its facts were erased
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::what))
                .limit(limit)
                .toList();
    }

    private void insert(MongoCollection<Document> collection, Document fact) {
        try {
            writes.run(() -> collection.insertOne(fact));
        } catch (MongoException e) {
            if (!MongoErrors.isDuplicateKey(e)) { // duplicate: the event was redelivered
                throw e;
            }
        }
    }

    private static String normalize(String query) {
        String form = query.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return form.length() <= LONGEST_QUERY ? form : form.substring(0, LONGEST_QUERY);
    }

    @Produces
    @Singleton
    Figures zeroResultFigures() {
        return counting(ZERO_RESULTS, searches, "query", Facts.EXPIRES_AT);
    }

    @Produces
    @Singleton
    Figures productViewFigures() {
        return counting(PRODUCT_VIEWS, views, "productId");
    }

    /**
     * The number of facts of a bucket, and the field that they have in common.
     *
     * @param more other fields copied from the facts, such as the expiry of a bucket with query text
     */
    private static Figures counting(String kind, MongoCollection<Document> facts, String field, String... more) {
        return new Figures() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Document of(String bucketId) {
                Document any = facts.find(eq(Facts.BUCKET, bucketId)).first();
                if (any == null) {
                    return new Document(field, "").append("count", 0L);
                }
                Document figures = new Document(field, any.getString(field))
                        .append("count", facts.countDocuments(eq(Facts.BUCKET, bucketId)));
                for (String name : more) {
                    figures.append(name, any.get(name));
                }
                return figures;
            }
        };
    }
}
