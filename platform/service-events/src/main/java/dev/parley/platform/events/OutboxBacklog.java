package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The backlog of the outboxes of a collection, as of the last measurement. */
final class OutboxBacklog {

    private static final Date EPOCH = new Date(0);
    private static final Bson WAITING = gte(OutboxFields.NEXT, EPOCH);
    private static final Bson PARKED = gte(OutboxFields.PARKED, EPOCH);
    private static final int FEW = 200;
    private static final int PARKED_SHOWN = 20;

    /** A count reads all that it counts: it is repeated only after this multiple of the time it took. */
    private static final int COUNTING_SHARE = 20;

    private static final Duration COUNT_PARKED_EVERY = Duration.ofSeconds(10);

    private final MongoCollection<Document> documents;
    private final Clock clock;
    private long nextCount = System.nanoTime();
    private long nextParkedCount = System.nanoTime();
    private volatile long pending;
    private volatile long parked;
    private volatile List<String> firstParked = List.of();
    private volatile @Nullable Instant oldest;

    OutboxBacklog(MongoCollection<Document> documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** The number of documents with unsent events. */
    long pending() {
        return pending;
    }

    /** The number of parked documents, whose next event can never be sent; they are not pending. */
    long parked() {
        return parked;
    }

    /** Some of the parked ones, a line each: id, reason, since when. */
    List<String> firstParked() {
        return firstParked;
    }

    /** The age of the oldest pending outbox. */
    Duration oldest() {
        Instant since = oldest;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    double oldestSeconds() {
        return oldest().toMillis() / 1000.0;
    }

    /** Measures; false when nothing is pending. */
    boolean measure() {
        if (System.nanoTime() - nextParkedCount >= 0) {
            countParked();
            nextParkedCount = System.nanoTime() + COUNT_PARKED_EVERY.toNanos();
        }
        List<Document> some = documents
                .find(WAITING)
                .projection(include(OutboxFields.SINCE))
                .limit(FEW)
                .into(new ArrayList<>());
        if (some.size() < FEW) {
            pending = some.size();
            oldest = some.stream()
                    .map(OutboxBacklog::since)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        } else if (System.nanoTime() - nextCount >= 0) {
            count();
        }
        return !some.isEmpty();
    }

    private void countParked() {
        firstParked = documents
                .find(PARKED)
                .projection(include(OutboxFields.PARKED, OutboxFields.FAILURE + "." + OutboxFields.REASON))
                .limit(PARKED_SHOWN)
                .map(OutboxBacklog::line)
                .into(new ArrayList<>());
        parked = firstParked.size() < PARKED_SHOWN ? firstParked.size() : documents.countDocuments(PARKED);
    }

    private static String line(Document parked) {
        return "%s %s since %s"
                .formatted(
                        parked.get("_id"),
                        parked.getEmbedded(List.of(OutboxFields.FAILURE, OutboxFields.REASON), "?"),
                        parked.getDate(OutboxFields.PARKED).toInstant());
    }

    private void count() {
        long began = System.nanoTime();
        pending = documents.countDocuments(WAITING);
        Document first = documents
                .find(WAITING)
                .sort(ascending(OutboxFields.SINCE))
                .projection(include(OutboxFields.SINCE))
                .first();
        oldest = first == null ? null : since(first);
        nextCount = System.nanoTime() + COUNTING_SHARE * (System.nanoTime() - began);
    }

    /** Makes the next measurement count parked documents. */
    void parkedSome() {
        nextParkedCount = System.nanoTime();
    }

    private static @Nullable Instant since(Document document) {
        Date since = document.getDate(OutboxFields.SINCE);
        return since == null ? null : since.toInstant();
    }
}
