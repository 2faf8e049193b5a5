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
import dev.parley.platform.id.Ids;
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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Version;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.search.engine.backend.work.execution.DocumentCommitStrategy;
import org.hibernate.search.engine.backend.work.execution.DocumentRefreshStrategy;
import org.hibernate.search.engine.search.query.SearchScroll;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategyConfigurationContext;
import org.jspecify.annotations.Nullable;

/**
 * The index: Hibernate Search on Lucene, in a directory of this process. An index of other code or another database is
 * deleted at startup; any other is resumed. A new one can grow beside it and replace it at once: until then, searches
 * use the old one, and changes go to both.
 */
@ApplicationScoped
public class LuceneIndex {

    /** The longest query has about two thousand: each word in each field, in each form. */
    private static final int MOST_CLAUSES = 8_192;

    private static final String STATE = "products.json";
    private static final String GENERATION = "generation-";

    private final Path directory;
    private final boolean temporary;
    private final IndexState kept;
    private final CurrentSynonyms synonyms;
    private final Spelling spelling = new Spelling(this::reader);
    private final Spellings spellings = new Spellings(this::reader);

    /** Held while the live generation is read: a replaced one is closed after the last reader. */
    private final ReentrantReadWriteLock reading = new ReentrantReadWriteLock();

    private volatile Generation live;
    /** Used only by the thread that writes. */
    private @Nullable Generation next;

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
                .filter(state -> Files.isDirectory(directory.resolve(state.generation())))
                .orElseGet(() -> IndexState.empty(origin, GENERATION + Ids.next()));
        deleteOthers();
        this.live = new Generation(directory.resolve(kept.generation()));
    }

    /** Its stored state when this process started. */
    IndexState kept() {
        return kept;
    }

    SearchHits search(ProductQuery query) {
        return read(generation -> {
            try (SearchSession session = generation.session()) {
                return new ProductSearch(query, synonyms.get(), spelling, spellings).in(session);
            }
        });
    }

    Suggestions suggest(String text, int size) {
        return read(generation -> {
            try (SearchSession session = generation.session()) {
                return new SuggestSearch(text, spellings).in(session, size);
            }
        });
    }

    List<ProductId> related(Product product, int size) {
        return read(generation -> {
            try (SearchSession session = generation.session();
                    IndexReader reader = generation.reader()) {
                return new RelatedSearch(product).in(session, reader, size);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Those of the SKUs that the index has in stock. */
    Set<Sku> inStock(Collection<Sku> skus) {
        try (IndexReader reader = live.reader()) {
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

    /** The versions of these products in the index; missing ones are left out. */
    Map<ProductId, Long> versions(Collection<ProductId> ids) {
        try (SearchSession session = live.session()) {
            return session
                    .search(IndexedProduct.class)
                    .select(f -> f.composite()
                            .from(f.id(String.class), f.field("version", Long.class))
                            .as((id, version) -> Map.entry(new ProductId(id), version)))
                    .where(f -> f.id().matchingAny(
                                    ids.stream().map(ProductId::value).toList()))
                    .fetchAllHits()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** The ids of all products in the index, in batches. */
    void forEachId(int batch, Consumer<List<ProductId>> ids) {
        try (SearchSession session = live.session();
                SearchScroll<String> scroll = session.search(IndexedProduct.class)
                        .select(f -> f.id(String.class))
                        .where(f -> f.matchAll())
                        .scroll(batch)) {
            for (var chunk = scroll.next(); chunk.hasHits(); chunk = scroll.next()) {
                ids.accept(chunk.hits().stream().map(ProductId::new).toList());
            }
        }
    }

    /** A reader of the generation that the current thread holds. */
    private IndexReader reader() {
        return live.reader();
    }

    private <T> T read(Function<Generation, T> step) {
        reading.readLock().lock();
        try {
            return step.apply(live);
        } finally {
            reading.readLock().unlock();
        }
    }

    /** Indexes the given products and removes the missing ones; searchable on return. */
    void put(Collection<IndexedProduct> products, Collection<ProductId> gone) {
        live.put(products, gone, IndexingPlanSynchronizationStrategy.readSync());
        if (next != null) {
            next.put(products, gone, LuceneIndex::inBulk);
        }
    }

    /** The same for the growing generation, if there is one, searchable later: faster for many products. */
    void putInBulk(Collection<IndexedProduct> products, Collection<ProductId> gone) {
        (next == null ? live : next).put(products, gone, LuceneIndex::inBulk);
    }

    private static void inBulk(IndexingPlanSynchronizationStrategyConfigurationContext context) {
        context.documentCommitStrategy(DocumentCommitStrategy.NONE);
        context.documentRefreshStrategy(DocumentRefreshStrategy.NONE);
        context.indexingFutureHandler(done -> done.join().throwable().ifPresent(failure -> {
            throw new IllegalStateException("Not indexed", failure);
        }));
    }

    /** Begins an empty generation beside the live one, which replaces an unfinished one. */
    void grow() {
        if (next != null) {
            next.discard();
        }
        next = new Generation(directory.resolve(GENERATION + Ids.next()));
    }

    boolean isGrowing() {
        return next != null;
    }

    /** The name of the generation that searches use. */
    String generation() {
        return live.name();
    }

    /** Lets searches use the growing generation, and deletes the other. */
    void replace(Function<String, IndexState> state) {
        Generation grown = Objects.requireNonNull(next);
        grown.commit();
        Generation old = live;
        reading.writeLock().lock();
        try {
            live = grown;
            next = null;
        } finally {
            reading.writeLock().unlock();
        }
        keep(state.apply(grown.name()));
        old.discard();
    }

    /** Commits the index together with this state. */
    void keep(IndexState state) {
        if (temporary) {
            return;
        }
        try {
            live.commit();
            state.write(directory.resolve(STATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        if (next != null) {
            next.discard();
        }
        live.close();
        if (temporary) {
            Generation.delete(directory);
        }
    }

    /** Deletes unfinished generations, and those of other code or another database. */
    private void deleteOthers() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(Files::isDirectory)
                    .filter(file -> !file.endsWith(kept.generation()))
                    .forEach(Generation::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Identifies the code that determines the content of an index: its classes and Lucene. A release that changes
     * neither keeps the index.
     */
    private static String code() {
        return Stream.concat(
                                Stream.of(
                                        Generation.class,
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
}
