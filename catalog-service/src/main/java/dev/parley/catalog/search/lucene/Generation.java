package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;

/** One index of all products, in a directory of its own. */
final class Generation {

    private static final String LUCENE_VERSION = "LATEST";

    private final Path directory;
    private final CloseableSearchMapping mapping;

    Generation(Path directory) {
        this.directory = directory;
        this.mapping = SearchMapping.builder(
                        AnnotatedTypeSource.fromClasses(IndexedProduct.class, IndexedProduct.IndexedVariant.class))
                .property("hibernate.search.backend.lucene_version", LUCENE_VERSION)
                .property("hibernate.search.backend.directory.root", directory.toString())
                .property("hibernate.search.backend.thread_pool.size", 2)
                .property("hibernate.search.schema_management.strategy", "create")
                .build();
    }

    SearchSession session() {
        return mapping.createSession();
    }

    IndexReader reader() {
        return mapping.scope(IndexedProduct.class)
                .extension(LuceneExtension.get())
                .openIndexReader();
    }

    void put(
            Collection<IndexedProduct> products, Collection<ProductId> gone, IndexingPlanSynchronizationStrategy wait) {
        try (SearchSession session = session()) {
            session.indexingPlanSynchronizationStrategy(wait);
            var plan = session.indexingPlan();
            products.forEach(plan::addOrUpdate);
            gone.forEach(id -> plan.purge(IndexedProduct.class, id.value(), null));
        }
    }

    /** Commits everything put so far. */
    void commit() {
        mapping.scope(IndexedProduct.class).workspace().flush();
    }

    String name() {
        return directory.getFileName().toString();
    }

    void close() {
        mapping.close();
    }

    /** Closes it and deletes its files. */
    void discard() {
        close();
        delete(directory);
    }

    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
