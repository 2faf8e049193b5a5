package dev.parley.catalog.imports.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.RowError;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.mongo.RetryingWrites;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Imports and their rejected rows in MongoDB. What happens to an import is told by its products; only who started it is
 * told with it.
 */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoImports implements Imports, Migrations {

    private static final String IMPORT_ID = "importId";
    private static final String ROW = "row";
    private static final String REASON = "reason";
    private static final String STATUS = "status";
    private static final String RUNNING_HEARTBEAT = "runningHeartbeatAt";

    private static final List<String> SOMETIMES = List.of(RUNNING_HEARTBEAT, "finishedAt", "failure");

    private final OutboxCollection started;
    private final MongoCollection<Document> imports;
    private final MongoCollection<Document> errors;
    private final RetryingWrites writes;

    MongoImports(Outboxes outboxes, MongoDatabase database, RetryingWrites writes) {
        this.started = outboxes.open("imports");
        this.imports = started.mongo();
        this.errors = database.getCollection("import_errors");
        this.writes = writes;
    }

    @Override
    public List<Migration> all() {
        return List.of(new Migration(20, "imports under way, and the rejected rows of an import", database -> {
            database.getCollection("imports")
                    .createIndex(Indexes.ascending(RUNNING_HEARTBEAT), new IndexOptions().sparse(true));
            database.getCollection("import_errors").createIndex(Indexes.ascending(IMPORT_ID, ROW));
        }));
    }

    @Override
    public Optional<Import> find(String id) {
        return Optional.ofNullable(imports.find(eq("_id", id)).first()).map(MongoImports::read);
    }

    @Override
    public void insert(Import fresh, List<PendingEvent> alongside) {
        started.insert(write(fresh), alongside);
    }

    @Override
    public void save(Import state) {
        // field by field: the record of its start may still wait in the document
        Document document = write(state);
        document.remove("_id");
        Document gone = new Document();
        SOMETIMES.stream().filter(field -> !document.containsKey(field)).forEach(field -> gone.append(field, ""));
        Document update = new Document("$set", document);
        if (!gone.isEmpty()) {
            update.append("$unset", gone);
        }
        writes.run(() -> imports.updateOne(eq("_id", state.id()), update));
    }

    @Override
    public void addErrors(String importId, List<RowError> rows) {
        // Keyed by the row, so that a repeat writes the same documents.
        var models = rows.stream()
                .map(row -> {
                    String id = importId + ":" + row.row();
                    Document document = new Document("_id", id)
                            .append(IMPORT_ID, importId)
                            .append(ROW, row.row())
                            .append(REASON, row.reason());
                    return new ReplaceOneModel<>(eq("_id", id), document, new ReplaceOptions().upsert(true));
                })
                .toList();
        writes.runUpsert(() -> errors.bulkWrite(models));
    }

    @Override
    public List<RowError> errors(String importId, int afterRow, int limit) {
        return errors.find(and(eq(IMPORT_ID, importId), gt(ROW, afterRow)))
                .sort(Sorts.ascending(ROW))
                .limit(limit)
                .map(document -> new RowError(document.getInteger(ROW), document.getString(REASON)))
                .into(new ArrayList<>());
    }

    @Override
    public List<String> silentSince(Instant since, int limit) {
        return imports.find(lt(RUNNING_HEARTBEAT, Date.from(since)))
                .sort(Sorts.ascending(RUNNING_HEARTBEAT))
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public void markInterrupted(String id, Instant since) {
        writes.run(() -> imports.updateOne(
                and(eq("_id", id), lt(RUNNING_HEARTBEAT, Date.from(since))),
                Updates.combine(
                        Updates.set(STATUS, Import.Status.INTERRUPTED.word()),
                        Updates.set("finishedAt", Date.from(since)),
                        Updates.unset(RUNNING_HEARTBEAT))));
    }

    private static Document write(Import state) {
        Document document = new Document("_id", state.id())
                .append("format", state.format().name())
                .append("marketplace", state.marketplace())
                .append("defaultStock", state.defaultStock())
                .append(STATUS, state.status().word())
                .append("rowsRead", state.rowsRead())
                .append("rowsAccepted", state.rowsAccepted())
                .append("rowsRejected", state.rowsRejected())
                .append("created", state.created())
                .append("updated", state.updated())
                .append("unchanged", state.unchanged())
                .append("stockChanged", state.stockChanged())
                .append("startedAt", Date.from(state.startedAt()))
                .append("heartbeatAt", Date.from(state.heartbeatAt()));
        if (state.status() == Import.Status.RUNNING) {
            document.append(RUNNING_HEARTBEAT, Date.from(state.heartbeatAt()));
        }
        Instant finishedAt = state.finishedAt();
        if (finishedAt != null) {
            document.append("finishedAt", Date.from(finishedAt));
        }
        if (state.failure() != null) {
            document.append("failure", state.failure());
        }
        return document;
    }

    private static Import read(Document document) {
        return new Import(
                document.getString("_id"),
                FeedFormat.valueOf(document.getString("format")),
                document.getString("marketplace"),
                document.getInteger("defaultStock"),
                Import.Status.of(document.getString(STATUS)),
                document.getInteger("rowsRead"),
                document.getInteger("rowsAccepted"),
                document.getInteger("rowsRejected"),
                document.getInteger("created"),
                document.getInteger("updated"),
                document.getInteger("unchanged"),
                document.getInteger("stockChanged"),
                document.getDate("startedAt").toInstant(),
                document.getDate("heartbeatAt").toInstant(),
                instant(document.getDate("finishedAt")),
                document.getString("failure"));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
