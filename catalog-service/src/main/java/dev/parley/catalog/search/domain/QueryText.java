package dev.parley.catalog.search.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words of a query. */
public final class QueryText {

    /** More words add nothing to a search but its cost. */
    private static final int MOST_WORDS = 16;

    /** Words that say nothing about a product; used only in a query of nothing else. */
    private static final Set<String> FILLERS = Set.of(
            "a",
            "an",
            "and",
            "any",
            "anything",
            "are",
            "as",
            "at",
            "be",
            "best",
            "but",
            "buy",
            "by",
            "can",
            "cheap",
            "could",
            "do",
            "does",
            "find",
            "for",
            "from",
            "get",
            "give",
            "good",
            "has",
            "have",
            "how",
            "i",
            "if",
            "im",
            "into",
            "is",
            "it",
            "its",
            "like",
            "looking",
            "me",
            "my",
            "need",
            "nice",
            "of",
            "or",
            "our",
            "please",
            "should",
            "show",
            "so",
            "some",
            "someone",
            "something",
            "such",
            "than",
            "that",
            "the",
            "their",
            "them",
            "then",
            "there",
            "these",
            "they",
            "thing",
            "things",
            "this",
            "to",
            "too",
            "us",
            "very",
            "want",
            "was",
            "we",
            "what",
            "when",
            "which",
            "while",
            "who",
            "will",
            "with",
            "would",
            "you",
            "your");

    private QueryText() {}

    /** Its words in their order; empty for a text without letters and digits. */
    public static List<QueryWord> of(String text, Synonyms synonyms) {
        List<SearchText.Word> words = significant(SearchText.of(text).words());
        List<List<List<String>>> alternatives =
                synonyms.of(words.stream().map(SearchText.Word::terms).toList());
        List<QueryWord> query = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            SearchText.Word word = words.get(i);
            Set<String> joins = new LinkedHashSet<>();
            if (i > 0) {
                SearchText.joined(words.get(i - 1), word).ifPresent(joins::add);
            }
            if (i + 1 < words.size()) {
                SearchText.joined(word, words.get(i + 1)).ifPresent(joins::add);
            }
            query.add(new QueryWord(
                    word.start(),
                    word.end(),
                    word.joined(),
                    word.parts(),
                    word.terms(),
                    word.forms(),
                    joins,
                    alternatives.get(i)));
        }
        return query;
    }

    private static List<SearchText.Word> significant(List<SearchText.Word> words) {
        List<SearchText.Word> significant =
                words.stream().filter(word -> !FILLERS.contains(word.joined())).toList();
        List<SearchText.Word> used = significant.isEmpty() ? words : significant;
        return used.subList(0, Math.min(used.size(), MOST_WORDS));
    }
}
