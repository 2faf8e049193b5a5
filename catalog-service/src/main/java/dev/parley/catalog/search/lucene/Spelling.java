package dev.parley.catalog.search.lucene;

import dev.parley.catalog.search.domain.QueryWord;
import dev.parley.catalog.search.domain.SearchText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/** Corrects the words of queries to words of the index. */
final class Spelling {

    private static final String WORDS = "spelled";
    private static final int MOST_CORRECTIONS = 3;
    /** A known word is taken for a typo only of one this much more frequent. */
    private static final int MUCH_MORE_FREQUENT = 5;

    private final Supplier<IndexReader> readers;

    Spelling(Supplier<IndexReader> readers) {
        this.readers = readers;
    }

    private record Similar(String word, float similarity, boolean sameStart, int products) {

        private static final Comparator<Similar> BEST_FIRST = Comparator.comparing(Similar::similarity)
                .thenComparing(Similar::sameStart)
                .thenComparing(Similar::products)
                .reversed()
                .thenComparing(Similar::word);
    }

    /** The text with its probable typos corrected, the likeliest first; empty when no word has a similar one. */
    List<String> correct(String text, List<QueryWord> words) {
        try (IndexReader reader = readers.get()) {
            Terms known = MultiTerms.getTerms(reader, WORDS);
            Map<QueryWord, List<String>> corrections = new LinkedHashMap<>();
            for (QueryWord word : words.reversed()) { // a replacement keeps the offsets before it
                List<String> similar =
                        known == null || word.allowedTypos() == 0 ? List.of() : similar(reader, known, word);
                if (!similar.isEmpty()) {
                    corrections.put(word, similar);
                }
            }
            return corrections.isEmpty()
                    ? List.of()
                    : IntStream.range(0, MOST_CORRECTIONS)
                            .mapToObj(choice -> replaced(text, corrections, choice))
                            .distinct()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String text, Map<QueryWord, List<String>> corrections, int choice) {
        StringBuilder corrected = new StringBuilder(text);
        corrections.forEach((word, similar) ->
                corrected.replace(word.start(), word.end(), similar.get(Math.min(choice, similar.size() - 1))));
        return corrected.toString();
    }

    private static List<String> similar(IndexReader reader, Terms known, QueryWord word) throws IOException {
        int own = products(reader, word);
        List<Similar> similar = new ArrayList<>();
        FuzzyTermsEnum terms = new FuzzyTermsEnum(known, new Term(WORDS, word.spelled()), word.allowedTypos(), 0, true);
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            String other = term.utf8ToString();
            if (!word.matches(stem(other)) && terms.docFreq() >= own * MUCH_MORE_FREQUENT) {
                similar.add(new Similar(
                        other,
                        terms.getBoost(),
                        other.charAt(0) == word.spelled().charAt(0),
                        terms.docFreq()));
            }
        }
        return similar.stream()
                .sorted(Similar.BEST_FIRST)
                .limit(MOST_CORRECTIONS)
                .map(Similar::word)
                .toList();
    }

    /** The number of products with the word as it is. */
    private static int products(IndexReader reader, QueryWord word) throws IOException {
        int products = 0;
        for (String term : word.terms()) {
            for (String field : WordPredicates.FIELDS.keySet()) {
                products = Math.max(products, reader.docFreq(new Term(field, term)));
            }
        }
        return products;
    }

    private static String stem(String word) {
        return SearchText.of(word).terms().findFirst().orElse(word);
    }
}
