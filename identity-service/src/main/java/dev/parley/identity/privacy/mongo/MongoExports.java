package dev.parley.identity.privacy.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.text;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.parley.identity.privacy.application.Export;
import dev.parley.identity.privacy.application.ExportId;
import dev.parley.identity.privacy.application.Exports;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.ExpiredDocuments;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * Exports in the collection {@code exports}, their parts in pieces in {@code export_pieces}, because a document has at
 * most 16 MiB. Expired exports are invisible to readers even before the database removes them. An export is itself
 * personal data.
 */
@ApplicationScoped
class MongoExports implements Exports, ExpiredDocuments, PersonalData {

    static final String COLLECTION = "exports";
    static final String PIECES = "export_pieces";

    private static final int PIECE = 4 * 1024 * 1024;

    private final MongoCollection<Document> exports;
    private final MongoCollection<Document> pieces;
    private final PersonalDocuments documents;
    private final RetryingWrites writes;
    private final Clock clock;

    MongoExports(MongoDatabase database, PersonalDocuments documents, RetryingWrites writes, Clock clock) {
        this.exports = database.getCollection(COLLECTION);
        this.pieces = database.getCollection(PIECES);
        this.documents = documents;
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public Export begin(ExportId id, UserId user, Instant now) {
        Document export = new Document("_id", id.value())
                .append("userId", user.value())
                // unique, present only while it is gathered: one at a time
                .append("activeKey", user.value())
                .append("parts", new Document())
                .append("attempts", 0)
                .append("nextAttemptAt", Date.from(now))
                .append("createdAt", Date.from(now))
                .append("expiresAt", Date.from(now.plus(Export.KEPT)));
        if (writes.insertIfAbsent(exports, export)) {
            return read(export);
        }
        writes.run(() -> exports.deleteOne(and(eq("activeKey", user.value()), lte("expiresAt", Date.from(now)))));
        Document active = exports.find(eq("activeKey", user.value())).first();
        if (active == null) {
            throw new VersionClash(); // it has just become ready, or expired
        }
        return read(active);
    }

    @Override
    public Optional<Export> find(ExportId id) {
        return Optional.ofNullable(exports.find(and(eq("_id", id.value()), gt("expiresAt", Date.from(clock.instant()))))
                        .first())
                .map(MongoExports::read);
    }

    @Override
    public List<ExportId> due(Instant now, int most) {
        return exports.find(lte("nextAttemptAt", Date.from(now)))
                .sort(ascending("nextAttemptAt"))
                .limit(most)
                .map(export -> new ExportId(text(export, "_id")))
                .into(new ArrayList<>());
    }

    @Override
    public boolean claim(Export export, Instant now, Instant next) {
        return writes.run(() -> exports.updateOne(
                                and(
                                        eq("_id", export.id().value()),
                                        eq("attempts", export.attempts()),
                                        lte("nextAttemptAt", Date.from(now))),
                                combine(inc("attempts", 1), set("nextAttemptAt", Date.from(next)))))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void postpone(Export export, Instant next) {
        writes.run(() -> exports.updateOne(
                and(eq("_id", export.id().value()), exists("nextAttemptAt")), set("nextAttemptAt", Date.from(next))));
    }

    @Override
    public void keep(Export export, String service, byte[] part) {
        int count = 0;
        for (int from = 0; from < part.length; from += PIECE) {
            Document piece = new Document("_id", piece(export, service, count))
                    .append("userId", export.user().value())
                    .append("data", new Binary(Arrays.copyOfRange(part, from, Math.min(part.length, from + PIECE))))
                    .append("expiresAt", Date.from(export.expiresAt()));
            writes.runUpsert(() ->
                    pieces.replaceOne(eq("_id", piece.getString("_id")), piece, new ReplaceOptions().upsert(true)));
            count++;
        }
        int stored = count;
        boolean kept =
                writes.run(() -> exports.updateOne(eq("_id", export.id().value()), set("parts." + service, stored)))
                                .getMatchedCount()
                        == 1;
        if (!kept) { // an erasure removes the export first, then the pieces
            writes.run(() -> pieces.deleteMany(and(gte("_id", export.id() + "/"), lt("_id", export.id() + "0"))));
        }
    }

    @Override
    public byte[] part(Export export, String service) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        Integer count = export.parts().get(service);
        if (count == null) {
            throw new IllegalStateException("An export that is ready lacks " + service);
        }
        for (int i = 0; i < count; i++) {
            Document piece = pieces.find(eq("_id", piece(export, service, i))).first();
            if (piece == null) {
                throw new IllegalStateException("An export lacks a piece of " + service);
            }
            part.writeBytes(piece.get("data", Binary.class).getData());
        }
        return part.toByteArray();
    }

    private static String piece(Export export, String service, int number) {
        return export.id() + "/" + service + "/" + number;
    }

    @Override
    public void complete(Export export) {
        writes.run(() -> exports.updateOne(
                eq("_id", export.id().value()),
                combine(set("readyAt", Date.from(clock.instant())), unset("activeKey"), unset("nextAttemptAt"))));
    }

    private static Export read(Document document) {
        Map<String, Integer> parts = new TreeMap<>();
        document.get("parts", new Document()).forEach((service, count) -> parts.put(service, (Integer) count));
        return new Export(
                new ExportId(text(document, "_id")),
                new UserId(text(document, "userId")),
                parts,
                document.getInteger("attempts"),
                document.containsKey("readyAt"),
                instant(document, "createdAt"),
                instant(document, "expiresAt"));
    }

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        Bson expired = lte("expiresAt", Date.from(now));
        return Map.of(COLLECTION, expired, PIECES, expired);
    }

    @Override
    public String name() {
        return COLLECTION;
    }

    /** Only that there were exports, not their content, which is the export itself. */
    @Override
    public Iterable<Document> export(Person person) {
        return documents.find(COLLECTION, eq("userId", person.userId()), "activeKey", "nextAttemptAt");
    }

    @Override
    public long erase(Person person) {
        long removed = documents.remove(COLLECTION, eq("userId", person.userId()));
        documents.remove(PIECES, eq("userId", person.userId()));
        return removed;
    }
}
