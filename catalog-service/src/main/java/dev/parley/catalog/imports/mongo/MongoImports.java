package dev.parley.catalog.imports.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.parley.catalog.imports.domain.DecimalMark;
import dev.parley.catalog.imports.domain.Delimiter;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedId;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.FeedRules;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.ImportOptions;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.RowIssue;
import dev.parley.platform.WireName;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.RetryingWrites;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.joda.money.CurrencyUnit;

/**
 * Imports and the issues of their rows in MongoDB. The only event in the outbox of an import is the audit record of its
 * start.
 */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoImports implements Imports {

    private static final String IMPORT_ID = "importId";
    private static final String ROW = "row";
    private static final String POSITION = "position";
    private static final String COLUMN = "column";
    private static final String REASON = "reason";
    private static final String MARKETPLACE = "marketplace";
    private static final String STATUS = "status";
    private static final String CANCEL_REQUESTED = "cancelRequested";
    private static final String RESUMPTIONS = "resumptions";
    private static final String FINISHED_AT = "finishedAt";
    private static final String HEARTBEAT_AT = "heartbeatAt";

    /** Exists only while it runs. */
    private static final String RUNNING_HEARTBEAT = "runningHeartbeatAt";

    private final OutboxCollection started;
    private final MongoCollection<Document> imports;
    private final MongoCollection<Document> errors;
    private final MongoCollection<Document> warnings;
    private final RetryingWrites writes;

    MongoImports(Outboxes outboxes, MongoDatabase database, RetryingWrites writes) {
        this.started = outboxes.open("imports");
        this.imports = started.mongo();
        this.errors = database.getCollection("import_errors");
        this.warnings = database.getCollection("import_warnings");
        this.writes = writes;
    }

    @Override
    public Optional<Import> find(ImportId id) {
        return Optional.ofNullable(imports.find(eq("_id", id.value())).first()).map(MongoImports::read);
    }

    @Override
    public List<Import> list(Optional<ImportId> before, int limit) {
        return imports.find(before.map(id -> lt("_id", id.value())).orElseGet(() -> gt("_id", "")))
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .map(MongoImports::read)
                .into(new ArrayList<>());
    }

    @Override
    public boolean requestCancel(ImportId id, List<PendingEvent> alongside) {
        return started.update(
                and(eq("_id", id.value()), exists(RUNNING_HEARTBEAT)), Updates.set(CANCEL_REQUESTED, true), alongside);
    }

    @Override
    public boolean isCancelRequested(ImportId id) {
        return imports.find(and(eq("_id", id.value()), eq(CANCEL_REQUESTED, true)))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    @Override
    public void insert(Import fresh, List<PendingEvent> alongside) {
        started.insert(write(fresh), alongside);
    }

    @Override
    public boolean save(Import running) {
        // field by field: the audit record of its start may still be in the outbox of the document
        Document state = write(running);
        Document set = Fields.withoutNulls(state);
        Document unset = new Document(state);
        unset.keySet().removeAll(set.keySet());
        set.remove("_id");
        Document update = new Document("$set", set);
        if (!unset.isEmpty()) {
            update.append("$unset", unset);
        }
        var own = and(
                eq("_id", running.id().value()), eq(RESUMPTIONS, running.state().resumptions()));
        return writes.run(() -> imports.updateOne(own, update)).getMatchedCount() > 0;
    }

    @Override
    public void add(ImportId importId, IssueKind kind, List<RowIssue> issues) {
        // Keyed by position, so that a retry writes the same documents.
        var models = issues.stream()
                .map(issue -> {
                    String id = importId + ":" + (kind == IssueKind.ERROR ? issue.row() : issue.position());
                    Document document = new Document("_id", id)
                            .append(IMPORT_ID, importId.value())
                            .append(ROW, issue.row())
                            .append(POSITION, issue.position())
                            .append(COLUMN, issue.column())
                            .append(REASON, issue.reason());
                    return new ReplaceOneModel<>(eq("_id", id), document, new ReplaceOptions().upsert(true));
                })
                .toList();
        writes.runUpsert(() -> of(kind).bulkWrite(models));
    }

    @Override
    public List<RowIssue> issues(ImportId importId, IssueKind kind, long after, int limit) {
        // A row has one error, and older documents of errors have no position.
        boolean byRow = kind == IssueKind.ERROR;
        return of(kind).find(and(
                        eq(IMPORT_ID, importId.value()), byRow ? gt(ROW, RowIssue.rowOf(after)) : gt(POSITION, after)))
                .sort(Sorts.ascending(byRow ? ROW : POSITION))
                .limit(limit)
                .map(MongoImports::readIssue)
                .into(new ArrayList<>());
    }

    private static RowIssue readIssue(Document document) {
        long position = document.get(POSITION, 0L);
        return new RowIssue(
                document.getInteger(ROW),
                RowIssue.numberOf(position),
                document.get(COLUMN, ""),
                document.getString(REASON));
    }

    private MongoCollection<Document> of(IssueKind kind) {
        return kind == IssueKind.ERROR ? errors : warnings;
    }

    @Override
    public boolean isNext(Import waiting) {
        // Ids are in the order of reception.
        return imports.find(and(
                                gt(RUNNING_HEARTBEAT, new Date(0)),
                                eq(MARKETPLACE, waiting.options().marketplace()),
                                lt("_id", waiting.id().value())))
                        .projection(Projections.include("_id"))
                        .first()
                == null;
    }

    @Override
    public Optional<Import> takeOver(ImportId id, Instant since, Instant now) {
        boolean taken = writes.run(() -> imports.updateOne(
                                and(eq("_id", id.value()), lt(RUNNING_HEARTBEAT, Date.from(since))),
                                Updates.combine(
                                        Updates.set(RUNNING_HEARTBEAT, Date.from(now)),
                                        Updates.set(HEARTBEAT_AT, Date.from(now)),
                                        Updates.inc(RESUMPTIONS, 1))))
                        .getModifiedCount()
                > 0;
        return taken ? find(id) : Optional.empty();
    }

    @Override
    public List<ImportId> staleSince(Instant since, int limit) {
        return imports.find(lt(RUNNING_HEARTBEAT, Date.from(since)))
                .sort(Sorts.ascending(RUNNING_HEARTBEAT))
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(document -> new ImportId(document.getString("_id")))
                .into(new ArrayList<>());
    }

    @Override
    public boolean markInterrupted(ImportId id, Instant since) {
        return writes.run(() -> imports.updateOne(
                                and(eq("_id", id.value()), lt(RUNNING_HEARTBEAT, Date.from(since))),
                                Updates.combine(
                                        Updates.set(STATUS, WireName.of(Import.Status.INTERRUPTED)),
                                        Updates.set(FINISHED_AT, Date.from(since)),
                                        Updates.unset(RUNNING_HEARTBEAT))))
                        .getModifiedCount()
                > 0;
    }

    private static Document write(Import written) {
        Import.State state = written.state();
        ImportOptions options = state.options();
        FeedRules rules = options.rules();
        FeedReading reading = options.reading();
        Import.Counts counts = state.counts();
        boolean running = state.status() == Import.Status.RUNNING;
        return new Document("_id", state.id().value())
                .append("format", reading.format().name())
                .append("encoding", reading.encoding())
                .append("delimiter", reading.delimiter() == null ? null : WireName.of(reading.delimiter()))
                .append("compressed", reading.compressed())
                .append("feedId", state.feed() == null ? null : state.feed().value())
                .append(RESUMPTIONS, state.resumptions())
                .append("productsDone", state.productsDone())
                .append(MARKETPLACE, options.marketplace())
                .append("defaultStock", options.defaultStock())
                .append("decimal", WireName.of(rules.decimal()))
                .append(
                        "currency",
                        rules.currency() == null ? null : rules.currency().getCode())
                .append("keep", List.copyOf(rules.keep()))
                .append("dryRun", options.dryRun())
                .append("complete", options.complete())
                .append("archiveLimit", options.archiveLimit())
                .append(STATUS, WireName.of(state.status()))
                .append("rowsRead", counts.read())
                .append("rowsAccepted", counts.accepted())
                .append("rowsRejected", counts.rejected())
                .append("rowsWarned", counts.warned())
                .append("warnings", counts.warnings())
                .append("created", counts.created())
                .append("updated", counts.updated())
                .append("unchanged", counts.unchanged())
                .append("stockChanged", counts.stockChanged())
                .append("archived", counts.archived())
                .append("startedAt", Date.from(state.startedAt()))
                .append("writingSince", Fields.date(state.writingSince()))
                .append(HEARTBEAT_AT, Date.from(state.heartbeatAt()))
                .append(RUNNING_HEARTBEAT, running ? Date.from(state.heartbeatAt()) : null)
                .append(FINISHED_AT, Fields.date(state.finishedAt()))
                .append("failure", state.failure());
    }

    private static Import read(Document document) {
        String feedId = document.getString("feedId");
        return Import.restore(new Import.State(
                new ImportId(Fields.text(document, "_id")),
                readOptions(document),
                feedId == null ? null : new FeedId(feedId),
                document.getInteger(RESUMPTIONS, 0),
                WireName.read(Import.Status.class, Fields.text(document, STATUS)),
                new Import.Counts(
                        document.getInteger("rowsRead"),
                        document.getInteger("rowsAccepted"),
                        document.getInteger("rowsRejected"),
                        document.getInteger("rowsWarned", 0),
                        document.getInteger("warnings", 0),
                        document.getInteger("created"),
                        document.getInteger("updated"),
                        document.getInteger("unchanged"),
                        document.getInteger("stockChanged"),
                        document.getInteger("archived", 0)),
                document.getInteger("productsDone", 0),
                Fields.instant(document, "startedAt"),
                Fields.optionalInstant(document, "writingSince").orElse(null),
                Fields.instant(document, HEARTBEAT_AT),
                Fields.optionalInstant(document, FINISHED_AT).orElse(null),
                document.getString("failure")));
    }

    private static ImportOptions readOptions(Document document) {
        String currency = document.getString("currency");
        String delimiter = document.getString("delimiter");
        return new ImportOptions(
                new FeedReading(
                        FeedFormat.valueOf(document.getString("format")),
                        document.getString("encoding"),
                        delimiter == null ? null : WireName.read(Delimiter.class, delimiter),
                        document.getBoolean("compressed", false)),
                Fields.text(document, MARKETPLACE),
                document.getInteger("defaultStock"),
                new FeedRules(
                        WireName.read(DecimalMark.class, document.get("decimal", "point")),
                        currency == null ? null : CurrencyUnit.of(currency),
                        Set.copyOf(document.getList("keep", String.class, List.of()))),
                document.getBoolean("dryRun", false),
                document.getBoolean("complete", false),
                document.getInteger("archiveLimit", 0));
    }
}
