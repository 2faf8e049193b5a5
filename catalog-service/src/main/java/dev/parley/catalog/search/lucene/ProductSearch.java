package dev.parley.catalog.search.lucene;

import static dev.parley.catalog.search.lucene.IndexedProduct.lower;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchHits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.common.BooleanOperator;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.query.SearchResult;
import org.hibernate.search.engine.search.sort.dsl.SearchSortFactory;
import org.hibernate.search.engine.search.sort.dsl.SortFinalStep;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;

/** Translates a query into index predicates. */
final class ProductSearch {

    private static final float KIND = 50;
    private static final int MOST_VALUES = 50;
    private static final int MOST_PAIRS = 300;
    private static final String ATTRIBUTE = "attributes.";

    private static final AggregationKey<Map<String, Long>> CATEGORY = AggregationKey.of("category");
    private static final AggregationKey<Map<String, Long>> BRAND = AggregationKey.of("brand");
    private static final AggregationKey<Map<String, Long>> MARKETPLACE = AggregationKey.of("marketplace");
    private static final AggregationKey<Map<String, Long>> PAIRS = AggregationKey.of("attributes");

    private final ProductQuery query;

    ProductSearch(ProductQuery query) {
        this.query = query;
    }

    SearchHits in(SearchSession session) {
        SearchResult<String> found = session.search(IndexedProduct.class)
                .select(f -> f.id(String.class))
                .where(this::matches)
                .sort(this::order)
                .aggregation(
                        CATEGORY,
                        f -> f.terms().field("categoryFacet", String.class).maxTermCount(MOST_VALUES))
                .aggregation(
                        BRAND, f -> f.terms().field("brandFacet", String.class).maxTermCount(MOST_VALUES))
                .aggregation(
                        MARKETPLACE,
                        f -> f.terms().field("marketplace", String.class).maxTermCount(MOST_VALUES))
                .aggregation(
                        PAIRS,
                        f -> f.terms().field("attributeFacets", String.class).maxTermCount(MOST_PAIRS))
                .fetch((query.page() - 1) * query.size(), query.size());
        Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
        facets.put("category", named(found.aggregation(CATEGORY)));
        facets.put("brand", named(found.aggregation(BRAND)));
        facets.put("marketplace", named(found.aggregation(MARKETPLACE)));
        facets.putAll(byAttribute(found.aggregation(PAIRS)));
        return new SearchHits(
                found.hits().stream().map(ProductId::new).toList(),
                found.total().hitCount(),
                facets);
    }

    private PredicateFinalStep matches(SearchPredicateFactory f) {
        var all = f.and();
        String words = plain(query.text());
        all.add(words.isBlank() ? f.matchAll().toPredicate() : words(f, words));
        query.category().ifPresent(v -> all.add(f.match().field("categoryKeys").matching(lower(v))));
        query.brand().ifPresent(v -> all.add(f.match().field("brandKey").matching(lower(v))));
        query.marketplace()
                .ifPresent(v -> all.add(f.match().field("marketplace").matching(lower(v))));
        if (query.minPrice().isPresent() || query.maxPrice().isPresent()) {
            query.currency().ifPresent(v -> all.add(f.match().field("currency").matching(v)));
        }
        variant(f, all::add);
        return all;
    }

    /**
     * Every word must match in some field; the field determines its boost. The kind of product has the highest: a
     * search for a black laptop ranks laptops above black laptop sleeves.
     */
    private static SearchPredicate words(SearchPredicateFactory f, String words) {
        SearchPredicate everyWord = f.simpleQueryString()
                .field("kind")
                .boost(6)
                .field("name")
                .boost(4)
                .field("attributes")
                .boost(3)
                .field("brand")
                .boost(3)
                .field("categoryText")
                .boost(2)
                .field("description")
                .field("specifications")
                .boost(0.5f)
                .matching(words)
                .defaultOperator(BooleanOperator.AND)
                .toPredicate();
        return f.bool()
                .must(everyWord)
                .should(f.match().field("kind").matching(words).constantScore().boost(KIND))
                .toPredicate();
    }

    /** User input is plain words: characters with a meaning for the parser become blanks. */
    private static String plain(String text) {
        return text.replaceAll("[+|\"()*~\\\\]", " ").replaceAll("(^|\\s)-+", " ");
    }

    private void variant(SearchPredicateFactory f, Consumer<SearchPredicate> all) {
        boolean priced = query.minPrice().isPresent() || query.maxPrice().isPresent();
        if (!priced && !query.inStock() && query.attributes().isEmpty()) {
            return;
        }
        var nested = f.nested("variants");
        if (query.inStock()) {
            nested.add(f.match().field("variants.inStock").matching(true));
        }
        query.minPrice()
                .ifPresent(min -> nested.add(f.range().field("variants.price").atLeast(min)));
        query.maxPrice()
                .ifPresent(max -> nested.add(f.range().field("variants.price").atMost(max)));
        query.attributes()
                .forEach((name, value) -> nested.add(
                        f.match().field("variants.attributeKeys").matching(IndexedProduct.key(name, value))));
        all.accept(nested.toPredicate());
    }

    private SortFinalStep order(SearchSortFactory f) {
        return switch (query.sort()) {
            case RELEVANCE -> f.composite().add(f.score()).add(f.field("nameKey"));
            case CHEAPEST -> f.composite().add(f.field("lowestPrice")).add(f.field("nameKey"));
            case DEAREST -> f.composite().add(f.field("lowestPrice").desc()).add(f.field("nameKey"));
            case NEWEST -> f.composite().add(f.field("createdAt").desc()).add(f.field("nameKey"));
            case NAME -> f.field("nameKey");
        };
    }

    private static Map<String, Long> named(Map<String, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>(counts);
        named.remove("");
        return named;
    }

    private static Map<String, Map<String, Long>> byAttribute(Map<String, Long> pairs) {
        Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
        pairs.forEach((pair, count) -> {
            int cut = pair.indexOf(IndexedProduct.PAIR);
            facets.computeIfAbsent(ATTRIBUTE + pair.substring(0, cut), a -> new LinkedHashMap<>())
                    .put(pair.substring(cut + 1), count);
        });
        return facets;
    }
}
