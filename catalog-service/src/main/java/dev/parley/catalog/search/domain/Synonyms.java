package dev.parley.catalog.search.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups of words and phrases with the same meaning. They are applied to queries, so a change needs no new index. */
public final class Synonyms {

    private static final int LONGEST_PHRASE = 4;

    public static final Synonyms NONE = new Synonyms(List.of());

    /** The other phrases of the groups that a phrase is in. */
    private final Map<List<String>, Set<List<String>>> others = new HashMap<>();

    /** Whether the text has as many words as a phrase may have. */
    public static boolean isPhrase(String text) {
        long terms = SearchText.of(text).terms().count();
        return terms > 0 && terms <= LONGEST_PHRASE;
    }

    /** @param groups of phrases as people write them */
    public Synonyms(Collection<? extends Collection<String>> groups) {
        for (Collection<String> group : groups) {
            List<List<String>> phrases = group.stream()
                    .map(phrase -> SearchText.of(phrase).terms().toList())
                    .filter(terms -> !terms.isEmpty() && terms.size() <= LONGEST_PHRASE)
                    .distinct()
                    .toList();
            for (List<String> phrase : phrases) {
                Set<List<String>> alternatives = others.computeIfAbsent(phrase, p -> new LinkedHashSet<>());
                phrases.stream().filter(other -> !other.equals(phrase)).forEach(alternatives::add);
            }
        }
    }

    /**
     * The phrases that may stand for each word, or for a phrase that the word is part of.
     *
     * @param words the terms of each word
     */
    List<List<List<String>>> of(List<List<String>> words) {
        List<List<List<String>>> found = new ArrayList<>();
        words.forEach(word -> found.add(new ArrayList<>()));
        for (int from = 0; from < words.size(); from++) {
            List<String> phrase = new ArrayList<>();
            for (int to = from; to < words.size() && phrase.size() < LONGEST_PHRASE; to++) {
                phrase.addAll(words.get(to));
                Set<List<String>> alternatives = others.getOrDefault(phrase, Set.of());
                found.subList(from, to + 1).forEach(word -> word.addAll(alternatives));
            }
        }
        return found;
    }
}
