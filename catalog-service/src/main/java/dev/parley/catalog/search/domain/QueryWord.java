package dev.parley.catalog.search.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A word of a query, and the texts that match it.
 *
 * @param start the offset of its first character in the query
 * @param end the offset after its last character
 * @param spelled the word in lower case
 * @param parts its parts as spelled
 * @param terms the searchable forms of its parts
 * @param forms single terms that match the whole word
 * @param joins single terms that match it together with a neighbor: {@code wifi} for {@code wi fi}
 * @param synonyms phrases that match it, or it together with its neighbors
 */
public record QueryWord(
        int start,
        int end,
        String spelled,
        List<String> parts,
        List<String> terms,
        Set<String> forms,
        Set<String> joins,
        List<List<String>> synonyms) {

    private static final int SHORTEST_TO_CORRECT = 4;
    private static final int LONG = 8;

    public QueryWord {
        synonyms = List.copyOf(synonyms);
    }

    /**
     * The number of wrong letters that typo tolerance allows: one from four letters on, two from eight on, and none in
     * words with digits, which are often models.
     */
    public int allowedTypos() {
        boolean letters = spelled.chars().allMatch(Character::isLetter);
        return !letters || spelled.length() < SHORTEST_TO_CORRECT ? 0 : spelled.length() < LONG ? 1 : 2;
    }

    /** Whether one of the single terms that match this word is the given one. */
    public boolean matches(String term) {
        return Stream.of(terms, forms, joins).anyMatch(some -> some.contains(term))
                || synonyms.stream().anyMatch(phrase -> phrase.contains(term));
    }
}
