package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.search.application.CurrentSynonyms;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchHits;
import dev.parley.catalog.search.application.Suggestions;
import dev.parley.catalog.search.domain.FacetValues;
import dev.parley.catalog.search.domain.SearchText;
import dev.parley.platform.Digests;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Version;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.engine.backend.work.execution.DocumentCommitStrategy;
import org.hibernate.search.engine.backend.work.execution.DocumentRefreshStrategy;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;

/**
 * The index: Hibernate Search on Lucene, in a directory of this process. An index of other code or another database is
 * deleted at startup; any other is resumed.
 */
@ApplicationScoped
public class LuceneIndex {

    private static final String LUCENE_VERSION = "LATEST";
    /** The longest query has about two thousand: each word in each field, in each form. */
    private static final int MOST_CLAUSES = 8_192;

    private static final String STATE = "products.json";

    private final Path directory;
    private final boolean temporary;
    private final IndexState kept;
    private final CloseableSearchMapping mapping;
    private final CurrentSynonyms synonyms;
    private final Spelling spelling = new Spelling(this::reader);
    private final Spellings spellings = new Spellings(this::reader);

    /** @param configured the directory of the index; defaults to a temporary one that is deleted at shutdown */
    LuceneIndex(
            @ConfigProperty(name = "parley.search.directory") Optional<String> configured,
            Products products,
            CurrentSynonyms synonyms) {
        this.synonyms = synonyms;
        IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
        this.temporary = configured.isEmpty();
        this.directory = configured.map(Path::of).orElseGet(LuceneIndex::temporaryDirectory);
        String origin = Digests.sha256Hex(code() + " " + products.storeId());
        this.kept = IndexState.read(directory.resolve(STATE))
                .filter(state -> state.origin().equals(origin))
                .orElseGet(() -> startEmpty(origin));
        this.mapping = SearchMapping.builder(
                        AnnotatedTypeSource.fromClasses(IndexedProduct.class, IndexedProduct.IndexedVariant.class))
                .property("hibernate.search.backend.lucene_version", LUCENE_VERSION)
                .property("hibernate.search.backend.directory.root", directory.toString())
                .property("hibernate.search.backend.thread_pool.size", 2)
                .property("hibernate.search.schema_management.strategy", "create")
                .build();
    }

    /** Its stored state when this process started. */
    IndexState kept() {
        return kept;
    }

    SearchHits search(ProductQuery query) {
        try (SearchSession session = mapping.createSession()) {
            return new ProductSearch(query, synonyms.get(), spelling, spellings).in(session);
        }
    }

    Suggestions suggest(String text, int size) {
        try (SearchSession session = mapping.createSession()) {
            return new SuggestSearch(text, spellings).in(session, size);
        }
    }

    List<ProductId> related(Product product, int size) {
        try (SearchSession session = mapping.createSession();
                IndexReader reader = reader()) {
            return new RelatedSearch(product).in(session, reader, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the SKUs that the index has in stock. */
    Set<Sku> inStock(Collection<Sku> skus) {
        try (IndexReader reader = reader()) {
            IndexSearcher searcher = new IndexSearcher(reader);
            Set<Sku> inStock = new HashSet<>();
            for (Sku sku : skus) {
                if (searcher.count(new TermQuery(new Term("inStockSkus", sku.value()))) > 0) {
                    inStock.add(sku);
                }
            }
            return inStock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IndexReader reader() {
        return mapping.scope(IndexedProduct.class)
                .extension(LuceneExtension.get())
                .openIndexReader();
    }

    /** Indexes the given products and removes the missing ones; searchable on return. */
    void put(Collection<IndexedProduct> products, Collection<ProductId> gone) {
        put(products, gone, IndexingPlanSynchronizationStrategy.readSync());
    }

    /** The same, searchable later: faster for many products. */
    void putInBulk(Collection<IndexedProduct> products, Collection<ProductId> gone) {
        put(products, gone, context -> {
            context.documentCommitStrategy(DocumentCommitStrategy.NONE);
            context.documentRefreshStrategy(DocumentRefreshStrategy.NONE);
            context.indexingFutureHandler(done -> done.join().throwable().ifPresent(failure -> {
                throw new IllegalStateException("Not indexed", failure);
            }));
        });
    }

    private void put(
            Collection<IndexedProduct> products, Collection<ProductId> gone, IndexingPlanSynchronizationStrategy wait) {
        try (SearchSession session = mapping.createSession()) {
            session.indexingPlanSynchronizationStrategy(wait);
            var plan = session.indexingPlan();
            products.forEach(plan::addOrUpdate);
            gone.forEach(id -> plan.purge(IndexedProduct.class, id.value(), null));
        }
    }

    /** Commits the index together with this state. */
    void keep(IndexState state) {
        if (temporary) {
            return;
        }
        try {
            mapping.scope(IndexedProduct.class).workspace().flush();
            state.write(directory.resolve(STATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        mapping.close();
        if (temporary) {
            delete(directory);
        }
    }

    private IndexState startEmpty(String origin) {
        delete(directory.resolve("products"));
        delete(directory.resolve(STATE));
        return IndexState.empty(origin);
    }

    /**
     * Identifies the code that determines the content of an index: its classes and Lucene. A release that changes
     * neither keeps the index.
     */
    private static String code() {
        return Stream.concat(
                                Stream.of(
                                        LuceneIndex.class,
                                        IndexedProduct.class,
                                        IndexedProduct.IndexedVariant.class,
                                        Spellings.class,
                                        FacetValues.class),
                                SearchText.CODE.stream())
                        .map(LuceneIndex::bytecode)
                        .reduce("", String::concat)
                + Version.LATEST;
    }

    private static String bytecode(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
            if (code == null) {
                throw new IllegalStateException("No bytecode of " + name);
            }
            return HexFormat.of().formatHex(code.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("parley-search");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
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
