package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.search.application.Suggestions;
import dev.parley.catalog.search.domain.FacetValues;
import dev.parley.catalog.search.domain.SearchText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;

/** Completes a text that is being typed: its last word is the beginning of one. */
final class SuggestSearch {

    private static final AggregationKey<Map<String, Long>> VALUES = AggregationKey.of("values");
    private static final int MOST_VALUES = 200;
    private static final Map<String, Float> WORDS =
            Map.of("name", 4f, "brand", 3f, "categoryText", 2f, "attributes", 1f);
    private static final Map<String, Float> BEGINNINGS = Map.of("spelled", 1f, "codes", 1f, "name", 4f, "forms", 1f);

    private final SearchText text;
    private final String typed;
    private final Spellings spellings;

    SuggestSearch(String text, Spellings spellings) {
        this.text = SearchText.of(text);
        this.typed = FacetValues.key(text);
        this.spellings = spellings;
    }

    Suggestions in(SearchSession session, int size) {
        if (text.words().isEmpty()) {
            return new Suggestions(List.of(), Map.of(), Map.of());
        }
        return new Suggestions(products(session, size), brands(session, size), categories(session, size));
    }

    private List<ProductId> products(SearchSession session, int size) {
        return session
                .search(IndexedProduct.class)
                .select(f -> f.id(String.class))
                .where(this::begins)
                .sort(f -> f.composite().add(f.score()).add(f.field("nameKey")))
                .totalHitCountThreshold(size)
                .fetchHits(size)
                .stream()
                .map(ProductId::new)
                .toList();
    }

    private PredicateFinalStep begins(SearchPredicateFactory f) {
        List<String> parts =
                text.words().stream().flatMap(word -> word.parts().stream()).toList();
        List<String> terms = text.terms().toList();
        var all = f.and();
        for (String term : terms.subList(0, terms.size() - 1)) {
            var any = f.or();
            WORDS.forEach((field, boost) ->
                    any.add(f.match().field(field).boost(boost).matching(term)));
            any.add(f.match().field("codes").matching(term));
            any.add(f.match().field("forms").matching(term));
            all.add(any);
        }
        var last = f.or();
        WORDS.forEach(
                (field, boost) -> last.add(f.match().field(field).boost(boost).matching(terms.getLast())));
        BEGINNINGS.forEach((field, boost) ->
                last.add(f.prefix().field(field).matching(parts.getLast()).boost(boost)));
        return all.add(last);
    }

    private Map<String, Long> brands(SearchSession session, int size) {
        Map<String, Long> brands = new LinkedHashMap<>();
        values(session, "brandKey", "brandKey", typed).forEach((brand, products) -> {
            if (brand.startsWith(typed) && brands.size() < size) {
                brands.put(spellings.of(brand), products);
            }
        });
        return brands;
    }

    private Map<String, Long> categories(SearchSession session, int size) {
        String slug = String.join("-", typed.split("[^\\p{L}\\p{N}]+"));
        Map<String, Long> categories = new LinkedHashMap<>();
        values(session, "categoryKeys", "categoryPaths", slug).forEach((path, products) -> {
            if (path.substring(path.lastIndexOf('/') + 1).startsWith(slug) && categories.size() < size) {
                categories.put(path, products);
            }
        });
        return categories;
    }

    private static Map<String, Long> values(SearchSession session, String keys, String values, String beginning) {
        return beginning.isEmpty()
                ? Map.of()
                : session.search(IndexedProduct.class)
                        .where(f -> f.prefix().field(keys).matching(beginning))
                        .aggregation(
                                VALUES,
                                f -> f.terms().field(values, String.class).maxTermCount(MOST_VALUES))
                        .fetch(0)
                        .aggregation(VALUES);
    }
}
