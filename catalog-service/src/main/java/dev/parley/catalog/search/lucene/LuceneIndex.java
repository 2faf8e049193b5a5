package dev.parley.catalog.search.lucene;

import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchHits;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;
import org.hibernate.search.engine.environment.bean.BeanReference;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;

/**
 * The index itself: Hibernate Search on Lucene, in a directory of this process alone. It begins empty at every start, so it can never be older than the code or the
 * database.
 */
@ApplicationScoped
public class LuceneIndex {

    private static final String LUCENE_VERSION = "LATEST";

    private final Path directory;
    private final boolean temporary;
    private final CloseableSearchMapping mapping;

    /** @param configured where the index lies; without it, in a temporary directory that goes when the process ends */
    LuceneIndex(@ConfigProperty(name = "parley.search.directory") Optional<String> configured) {
        this.temporary = configured.isEmpty();
        this.directory = configured.map(Path::of).orElseGet(LuceneIndex::temporaryDirectory);
        LuceneAnalysisConfigurer analysis = context -> context.analyzer(IndexedProduct.TEXT)
                .custom()
                .tokenizer("standard")
                .tokenFilter("lowercase")
                .tokenFilter("asciiFolding")
                .tokenFilter("englishPossessive")
                .tokenFilter("stop")
                .tokenFilter("porterStem");
        this.mapping = SearchMapping.builder(
                        AnnotatedTypeSource.fromClasses(IndexedProduct.class, IndexedProduct.IndexedVariant.class))
                .property("hibernate.search.backend.lucene_version", LUCENE_VERSION)
                .property("hibernate.search.backend.directory.root", directory.toString())
                .property("hibernate.search.backend.analysis.configurer", BeanReference.ofInstance(analysis))
                .property("hibernate.search.backend.thread_pool.size", 2)
                .property("hibernate.search.schema_management.strategy", "drop-and-create")
                .build();
    }

    SearchHits search(ProductQuery query) {
        try (SearchSession session = mapping.createSession()) {
            return new ProductSearch(query).in(session);
        }
    }

    /** Takes in what these products are now, and forgets those; searchable when it returns. */
    void put(Collection<IndexedProduct> products, Collection<String> gone) {
        try (SearchSession session = mapping.createSession()) {
            session.indexingPlanSynchronizationStrategy(IndexingPlanSynchronizationStrategy.readSync());
            var plan = session.indexingPlan();
            products.forEach(plan::addOrUpdate);
            gone.forEach(id -> plan.purge(IndexedProduct.class, id, null));
        }
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        mapping.close();
        if (temporary) {
            delete();
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("parley-search");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
