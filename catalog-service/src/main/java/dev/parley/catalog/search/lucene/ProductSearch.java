package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchHits;
import dev.parley.catalog.search.domain.QueryText;
import dev.parley.catalog.search.domain.QueryWord;
import dev.parley.catalog.search.domain.Synonyms;
import java.util.List;
import java.util.Optional;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.query.SearchResult;
import org.hibernate.search.engine.search.query.dsl.SearchQueryOptionsStep;
import org.hibernate.search.engine.search.sort.dsl.SearchSortFactory;
import org.hibernate.search.engine.search.sort.dsl.SortFinalStep;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;

/** Translates a query into index predicates. */
final class ProductSearch {

    private final ProductQuery query;
    private final Synonyms synonyms;
    private final Spelling spelling;
    private final Filters filters;
    private final ProductFacets facets;

    ProductSearch(ProductQuery query, Synonyms synonyms, Spelling spelling, Spellings spellings) {
        this.query = query;
        this.synonyms = synonyms;
        this.spelling = spelling;
        this.filters = Filters.of(query);
        this.facets = new ProductFacets(filters, spellings);
    }

    /**
     * Products with all words; if there are none, with all words of the query without typos; if there are still none,
     * with half of the words, at last with any.
     */
    SearchHits in(SearchSession session) {
        List<QueryWord> words = QueryText.of(query.text(), synonyms);
        SearchHits exact = find(session, words, words.size());
        if (exact.total() > 0 || words.isEmpty()) {
            return exact;
        }
        List<String> corrected = spelling.correct(query.text(), words);
        for (String text : corrected) {
            List<QueryWord> meant = QueryText.of(text, synonyms);
            SearchHits similar = find(session, meant, meant.size());
            if (similar.total() > 0) {
                return similar.meaning(text);
            }
        }
        return related(session, corrected.isEmpty() ? words : QueryText.of(corrected.getFirst(), synonyms), exact);
    }

    private SearchHits related(SearchSession session, List<QueryWord> words, SearchHits none) {
        SearchHits related = none;
        int required = words.size();
        while (required > 1 && related.total() == 0) {
            required = (required + 1) / 2;
            related = find(session, words, required).onlyRelated();
        }
        return related;
    }

    private SearchHits find(SearchSession session, List<QueryWord> words, int required) {
        SearchResult<String> found = facets.count(search(session, words, required, filters))
                .sort(this::order)
                .fetch((query.page() - 1) * query.size(), query.size());
        return new SearchHits(
                found.hits().stream().map(ProductId::new).toList(),
                found.total().hitCount(),
                facets.of(found, others -> search(session, words, required, others)),
                words,
                Optional.empty(),
                false);
    }

    private static SearchQueryOptionsStep<?, ?, String, ?, ?, ?> search(
            SearchSession session, List<QueryWord> words, int required, Filters filters) {
        return session.search(IndexedProduct.class)
                .select(f -> f.id(String.class))
                .where(f -> f.and(words(f, words, required), filters.toPredicate(f)));
    }

    private static PredicateFinalStep words(SearchPredicateFactory f, List<QueryWord> words, int required) {
        return words.isEmpty() ? f.matchAll() : WordPredicates.of(f, words, required);
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
}
