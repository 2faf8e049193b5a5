package dev.parley.catalog.category.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryMoves;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.bson.Document;

/** The log of moves: one document in the collection {@code category_moves}. */
@ApplicationScoped
class MongoCategoryMoves implements CategoryMoves {

    private static final String ID = "tree";
    private static final String REVISION = "revision";
    private static final String PENDING = "pending";
    private static final String CATEGORY = "category";
    private static final String PARENT = "parent";

    private final MongoCollection<Document> log;
    private final RetryingWrites writes;

    MongoCategoryMoves(MongoDatabase database, RetryingWrites writes) {
        this.log = database.getCollection("category_moves");
        this.writes = writes;
    }

    @Override
    public Log read() {
        Document stored = log.find(eq("_id", ID)).first();
        if (stored == null) {
            writes.insertIfAbsent(log, new Document("_id", ID).append(REVISION, 0L));
            return new Log(0, Optional.empty());
        }
        return new Log(
                stored.getLong(REVISION),
                Optional.ofNullable(stored.get(PENDING, Document.class))
                        .map(move -> new Move(
                                new CategoryId(Fields.text(move, CATEGORY)),
                                Optional.ofNullable(move.getString(PARENT)))));
    }

    @Override
    public boolean begin(long revision, Move move) {
        Document pending =
                Fields.withoutNulls(new Document(CATEGORY, move.category().value())
                        .append(PARENT, move.parentSlug().orElse(null)));
        return writes.run(() -> log.updateOne(
                                and(eq("_id", ID), eq(REVISION, revision), exists(PENDING, false)),
                                combine(inc(REVISION, 1L), set(PENDING, pending))))
                        .getMatchedCount()
                > 0;
    }

    @Override
    public void end(long revision) {
        writes.run(() -> log.updateOne(and(eq("_id", ID), eq(REVISION, revision)), unset(PENDING)));
    }
}
