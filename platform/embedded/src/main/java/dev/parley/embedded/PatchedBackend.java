package dev.parley.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Documents in an H2 store, as mongo-java-server keeps them, with two differences: unique indexes also serve queries
 * with further conditions ({@link NarrowedIndex}), and a read never sees half an update
 * ({@link CopyOnWriteCollection}).
 */
final class PatchedBackend extends H2Backend {

    PatchedBackend(MVStore store) {
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new PatchedDatabase(name, getMvStore(), getCursorRegistry());
    }

    private final class PatchedDatabase extends H2Database {

        PatchedDatabase(String name, MVStore store, CursorRegistry cursors) {
            super(name, store, cursors);
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            String map = getFullCollectionNamespace(name);
            return new CopyOnWriteCollection(
                    this,
                    name,
                    options,
                    getMvStore()
                            .openMap("databases." + map), // the names of maps that H2Database also drops and renames
                    getMvStore().openMap("meta." + map),
                    cursorRegistry);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new NarrowedIndex(super.openOrCreateUniqueIndex(collection, name, keys, sparse), name, keys, sparse);
        }
    }

    /**
     * Updates change a copy of the stored document, then replace it. {@link H2Collection} changes it in place, also
     * while the answer to an earlier query with the same document is being encoded: the reader then gets a new version
     * with old fields, and its compare-and-set on that version overwrites the update.
     */
    private static final class CopyOnWriteCollection extends H2Collection {

        private boolean updating; // guarded by this, as all of the overridden methods

        CopyOnWriteCollection(
                MongoDatabase database,
                String name,
                CollectionOptions options,
                MVMap<Object, Document> documents,
                MVMap<String, Object> meta,
                CursorRegistry cursors) {
            super(database, name, options, documents, meta, cursors);
        }

        @Override
        public synchronized Document updateDocuments(
                Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
            return updating(() -> super.updateDocuments(selector, update, filters, multi, upsert, oplog));
        }

        @Override
        public synchronized Document findAndModify(Document query) {
            return updating(() -> super.findAndModify(query));
        }

        private Document updating(Supplier<Document> update) {
            updating = true;
            try {
                return update.get();
            } finally {
                updating = false;
            }
        }

        @Override
        protected synchronized QueryResult queryDocuments(
                Document query,
                @Nullable Document order,
                int skip,
                int limit,
                int batchSize,
                @Nullable Document fields) {
            QueryResult found = super.queryDocuments(query, order, skip, limit, batchSize, fields);
            return updating
                    ? new QueryResult(
                            found.collectDocuments().stream()
                                    .map(Document::cloneDeeply)
                                    .toList(),
                            found.getCursorId())
                    : found;
        }
    }
}
