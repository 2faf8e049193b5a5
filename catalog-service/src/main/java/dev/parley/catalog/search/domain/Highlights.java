package dev.parley.catalog.search.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Marks the words of a text that match a query. The result is HTML: everything else is escaped. */
public final class Highlights {

    private static final int BEFORE = 60;
    private static final int LENGTH = 200;

    private Highlights() {}

    /** The whole text with marked words; empty when none matches. */
    public static Optional<String> whole(String text, List<QueryWord> query) {
        List<SearchText.Word> matching = matching(text, query);
        return matching.isEmpty() ? Optional.empty() : Optional.of(marked(text, 0, text.length(), matching));
    }

    /** The part of the text around the first marked word, cut at blanks; empty when none matches. */
    public static Optional<String> fragment(String text, List<QueryWord> query) {
        List<SearchText.Word> matching = matching(text, query);
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        int first = matching.getFirst().start();
        int from = first <= BEFORE ? 0 : text.indexOf(' ', first - BEFORE) + 1;
        from = from > first ? first : from;
        int cut = from + LENGTH >= text.length() ? text.length() : text.lastIndexOf(' ', from + LENGTH);
        int to = Math.max(cut, matching.getFirst().end());
        return Optional.of((from > 0 ? "…" : "") + marked(text, from, to, matching) + (to < text.length() ? "…" : ""));
    }

    private static List<SearchText.Word> matching(String text, List<QueryWord> query) {
        return SearchText.of(text).words().stream()
                .filter(word -> Stream.of(word.terms(), word.forms(), word.wide())
                        .flatMap(terms -> terms.stream())
                        .anyMatch(term -> query.stream().anyMatch(wanted -> wanted.matches(term))))
                .toList();
    }

    private static String marked(String text, int from, int to, List<SearchText.Word> words) {
        StringBuilder html = new StringBuilder();
        int at = from;
        for (SearchText.Word word : words) {
            if (word.start() >= at && word.end() <= to) {
                html.append(escaped(text.substring(at, word.start())))
                        .append("<em>")
                        .append(escaped(text.substring(word.start(), word.end())))
                        .append("</em>");
                at = word.end();
            }
        }
        return html.append(escaped(text.substring(at, to))).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
