package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.Query;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;

/** Products like another one: of the same category, with the same rare words, of the same brand; in stock first. */
final class RelatedSearch {

    private static final float SAME_CATEGORY = 20;
    private static final float SAME_PARENT = 5;
    private static final float SAME_BRAND = 4;
    private static final float IN_STOCK = 4;
    private static final int MOST_WORDS = 20;
    private static final Analyzer ANALYZER = new WhitespaceAnalyzer();

    private final IndexedProduct product;

    RelatedSearch(Product product) {
        this.product = new IndexedProduct(product, Map.of());
    }

    List<ProductId> in(SearchSession session, IndexReader reader, int size) throws IOException {
        Query words = sameWords(reader);
        return session
                .search(IndexedProduct.class)
                .select(f -> f.id(String.class))
                .where(f -> {
                    var similar = f.or().add(f.extension(LuceneExtension.get()).fromLuceneQuery(words));
                    List<String> paths = List.copyOf(product.categoryPaths);
                    similar.add(match(f, "categoryPaths", paths.getLast(), SAME_CATEGORY));
                    if (paths.size() > 1) {
                        similar.add(match(f, "categoryPaths", paths.get(paths.size() - 2), SAME_PARENT));
                    }
                    if (!product.brandKey.isEmpty()) {
                        similar.add(match(f, "brandKey", product.brandKey, SAME_BRAND));
                    }
                    return f.bool()
                            .must(similar)
                            .should(f.exists()
                                    .field("inStockSkus")
                                    .constantScore()
                                    .boost(IN_STOCK))
                            .mustNot(f.id().matching(product.id));
                })
                .sort(f -> f.composite().add(f.score()).add(f.field("nameKey")))
                .fetchHits(size)
                .stream()
                .map(ProductId::new)
                .toList();
    }

    private static PredicateFinalStep match(SearchPredicateFactory f, String field, String value, float boost) {
        return f.match().field(field).matching(value).constantScore().boost(boost);
    }

    private Query sameWords(IndexReader reader) throws IOException {
        Map<String, Collection<Object>> fields = Map.of(
                "name", List.of(product.name),
                "attributes", List.of(product.attributes),
                "specifications", List.of(product.specifications),
                "description", List.of(product.description));
        MoreLikeThis like = new MoreLikeThis(reader);
        like.setAnalyzer(ANALYZER);
        like.setMinTermFreq(1);
        like.setMinDocFreq(2);
        like.setMaxQueryTerms(MOST_WORDS);
        like.setBoost(true);
        like.setFieldNames(fields.keySet().toArray(String[]::new));
        return like.like(fields);
    }
}
