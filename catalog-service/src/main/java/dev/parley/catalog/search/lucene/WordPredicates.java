package dev.parley.catalog.search.lucene;

import dev.parley.catalog.search.domain.QueryWord;
import java.util.List;
import java.util.Map;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;

/**
 * The predicates of words. The field that a word is found in determines its weight. The kind of product has the
 * highest: a search for a black laptop ranks laptops above black laptop sleeves.
 */
final class WordPredicates {

    private static final float IS_KIND = 50;
    private static final float MEANS_KIND = 20;
    private static final int LONG_PART = 3;

    static final Map<String, Float> FIELDS = Map.of(
            "kind", 6f,
            "codes", 2f,
            "name", 4f,
            "attributes", 3f,
            "brand", 6f,
            "forms", 3f,
            "categoryText", 2f,
            "description", 1f,
            "specifications", 0.5f);

    /** Where joined neighbors are found; few fields, because most have no hits and each costs a look-up. */
    private static final Map<String, Float> JOINS = Map.of("name", 4f, "forms", 3f);

    private static final Map<String, Float> SYNONYMS =
            Map.of("kind", 3f, "name", 2f, "forms", 1.5f, "attributes", 1.5f, "description", 0.5f);

    private WordPredicates() {}

    /** @param required the number of words that a product must have */
    static PredicateFinalStep of(SearchPredicateFactory f, List<QueryWord> words, int required) {
        var found = f.bool();
        for (QueryWord word : words) {
            if (required == words.size()) {
                found.must(word(f, word));
            } else {
                found.should(word(f, word));
            }
        }
        if (required < words.size()) {
            found.minimumShouldMatchNumber(required);
        }
        return f.bool().must(found).should(kind(f, words));
    }

    private static PredicateFinalStep word(SearchPredicateFactory f, QueryWord word) {
        var any = f.or();
        if (word.terms().size() == 1) {
            any.add(term(f, FIELDS, word.terms().getFirst()));
        } else {
            any.add(phrase(f, FIELDS, word.terms()));
            if (word.parts().stream()
                    .allMatch(part -> part.length() >= LONG_PART && part.chars().allMatch(Character::isLetter))) {
                var all = f.and();
                word.terms().forEach(term -> all.add(term(f, FIELDS, term)));
                any.add(all);
            }
        }
        word.forms().forEach(form -> any.add(term(f, FIELDS, form)));
        word.joins().forEach(join -> any.add(term(f, JOINS, join)));
        word.synonyms()
                .forEach(phrase -> any.add(
                        phrase.size() == 1 ? term(f, SYNONYMS, phrase.getFirst()) : phrase(f, SYNONYMS, phrase)));
        return any;
    }

    private static PredicateFinalStep kind(SearchPredicateFactory f, List<QueryWord> words) {
        var own = f.or();
        var meant = f.or();
        for (QueryWord word : words) {
            word.terms().forEach(term -> own.add(f.match().field("kind").matching(term)));
            word.synonyms().forEach(phrase -> meant.add(f.phrase().field("kind").matching(String.join(" ", phrase))));
        }
        return f.or(
                own.constantScore().boost(IS_KIND),
                meant.add(f.matchNone()).constantScore().boost(MEANS_KIND));
    }

    private static PredicateFinalStep term(SearchPredicateFactory f, Map<String, Float> fields, String term) {
        var any = f.or();
        fields.forEach(
                (field, boost) -> any.add(f.match().field(field).boost(boost).matching(term)));
        return any;
    }

    private static PredicateFinalStep phrase(SearchPredicateFactory f, Map<String, Float> fields, List<String> terms) {
        var any = f.or();
        String text = String.join(" ", terms);
        fields.forEach(
                (field, boost) -> any.add(f.phrase().field(field).boost(boost).matching(text)));
        return any;
    }
}
