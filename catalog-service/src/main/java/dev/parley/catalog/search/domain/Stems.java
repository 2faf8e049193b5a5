package dev.parley.catalog.search.domain;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tartarus.snowball.ext.EnglishStemmer;

/** The stems of English words; words with digits and of other scripts stay. */
final class Stems {

    private static final int SHORTEST = 3;

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("knives", "knife"),
            Map.entry("shelves", "shelf"),
            Map.entry("scarves", "scarf"),
            Map.entry("leaves", "leaf"),
            Map.entry("loaves", "loaf"),
            Map.entry("wolves", "wolf"),
            Map.entry("men", "man"),
            Map.entry("women", "woman"),
            Map.entry("children", "child"),
            Map.entry("mice", "mouse"),
            Map.entry("feet", "foot"),
            Map.entry("teeth", "tooth"),
            Map.entry("geese", "goose"));

    private static final int MOST_REMEMBERED = 50_000;
    private static final Map<String, String> REMEMBERED = new ConcurrentHashMap<>();

    private Stems() {}

    static String of(String word) {
        if (word.length() < SHORTEST || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return word;
        }
        if (REMEMBERED.size() > MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        return REMEMBERED.computeIfAbsent(word, Stems::stem);
    }

    private static String stem(String word) {
        EnglishStemmer stemmer = new EnglishStemmer();
        stemmer.setCurrent(IRREGULAR.getOrDefault(word, word));
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
