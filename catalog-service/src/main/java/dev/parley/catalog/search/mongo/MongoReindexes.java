package dev.parley.catalog.search.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.parley.catalog.search.domain.Reindexes;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.RetryingWrites;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Requested rebuilds of the index in MongoDB; the outbox of each has the audit record of its request. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoReindexes implements Reindexes {

    private static final String INSTANCES = "instances";

    private final OutboxCollection reindexes;
    private final RetryingWrites writes;

    MongoReindexes(Outboxes outboxes, RetryingWrites writes) {
        this.reindexes = outboxes.open("search_reindexes");
        this.writes = writes;
    }

    @Override
    public void insert(Reindex requested, List<PendingEvent> alongside) {
        reindexes.insert(
                new Document("_id", requested.id()).append("requestedAt", Date.from(requested.requestedAt())),
                alongside);
    }

    @Override
    public Optional<Reindex> find(String id) {
        return Optional.ofNullable(reindexes.mongo().find(eq("_id", id)).first())
                .map(MongoReindexes::read);
    }

    @Override
    public Optional<Reindex> latest() {
        return Optional.ofNullable(reindexes
                        .mongo()
                        .find(lt("_id", Ids.AFTER_ALL))
                        .sort(Sorts.descending("_id"))
                        .limit(1)
                        .first())
                .map(MongoReindexes::read);
    }

    @Override
    public void report(String id, String instance, Report report) {
        Document written = new Document("startedAt", Date.from(report.startedAt()))
                .append("finishedAt", Fields.date(report.finishedAt()))
                .append("products", report.products())
                .append("missing", report.missing())
                .append("outdated", report.outdated())
                .append("surplus", report.surplus());
        writes.run(() -> reindexes
                .mongo()
                .updateOne(eq("_id", id), Updates.set(INSTANCES + "." + instance, Fields.withoutNulls(written))));
    }

    private static Reindex read(Document stored) {
        Map<String, Report> instances = new TreeMap<>();
        stored.get(INSTANCES, new Document())
                .forEach((instance, report) -> instances.put(instance, report((Document) report)));
        return new Reindex(
                stored.getString("_id"), stored.getDate("requestedAt").toInstant(), instances);
    }

    private static Report report(Document stored) {
        return new Report(
                stored.getDate("startedAt").toInstant(),
                instant(stored.getDate("finishedAt")),
                stored.getLong("products"),
                stored.getLong("missing"),
                stored.getLong("outdated"),
                stored.getLong("surplus"));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
