package dev.parley.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A unique index that serves each query with a condition on its one field. Those of mongo-java-server serve only
 * queries that have no other condition, so that {@code {_id: …, version: …}} scans the whole collection. The collection
 * filters the result by the whole query.
 */
final class NarrowedIndex extends Index<Object> {

    private static final String AND = "$and";

    private final Index<Object> index;

    NarrowedIndex(Index<Object> index, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.index = index;
    }

    @Override
    public boolean canHandle(Document query) {
        return index.canHandle(query) || narrowed(query).isPresent();
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        return index.getPositions(
                index.canHandle(query) ? query : narrowed(query).orElseThrow());
    }

    /** The part of the query that the index serves. */
    private Optional<Document> narrowed(Document query) {
        if (getKeys().size() > 1) {
            return Optional.empty();
        }
        String field = getKeys().getFirst().getKey();
        if (query.containsKey(field)) {
            Document condition = new Document(field, query.get(field));
            if (index.canHandle(condition)) {
                return Optional.of(condition);
            }
        }
        return query.get(AND) instanceof Collection<?> parts
                ? parts.stream()
                        .filter(Document.class::isInstance)
                        .map(part -> narrowed((Document) part))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public Object getPosition(Document document) {
        return index.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        index.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        index.add(document, position, collection);
    }

    @Override
    public Object remove(Document document) {
        return index.remove(document);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        index.checkUpdate(before, after, collection);
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        index.updateInPlace(before, after, position, collection);
    }

    @Override
    public long getCount() {
        return index.getCount();
    }

    @Override
    public long getDataSize() {
        return index.getDataSize();
    }

    @Override
    public boolean isUnique() {
        return index.isUnique();
    }

    @Override
    public void drop() {
        index.drop();
    }
}
