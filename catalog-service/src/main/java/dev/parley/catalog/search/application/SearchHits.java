package dev.parley.catalog.search.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.search.domain.QueryWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of an index search.
 *
 * @param ids of the products of the requested page, best first
 * @param total the number of hits on all pages
 * @param facets by name ({@code category}, {@code brand}, {@code marketplace}, {@code attributes.<name>}): the number
 *     of hits per value, most frequent first
 * @param words the words that found them, for highlights
 * @param didYouMean the query with corrected words, which has hits
 * @param relaxed whether no product has all words, so that these have only some
 */
public record SearchHits(
        List<ProductId> ids,
        long total,
        Map<String, Map<String, Long>> facets,
        List<QueryWord> words,
        Optional<String> didYouMean,
        boolean relaxed) {

    public SearchHits meaning(String corrected) {
        return new SearchHits(ids, total, facets, words, Optional.of(corrected), relaxed);
    }

    public SearchHits onlyRelated() {
        return new SearchHits(ids, total, facets, words, didYouMean, total > 0);
    }
}
