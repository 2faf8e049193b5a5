package dev.parley.catalog.search.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Text as the search reads it, in products and in queries alike.
 *
 * <p>Words are split where letters and digits meet and at punctuation, so that {@code tn-2110}, {@code TN2110} and
 * {@code tn 2110} have the same terms. A word of several parts also has joined forms ({@code wi-fi}: {@code wifi}), a
 * number with its unit a form that is the same in every spelling ({@code 1 TB}, {@code 1000gb}). Case, accents, English
 * plurals and inflections are folded.
 */
public record SearchText(List<Word> words) {

    private static final int LONGEST_TERM = 60;
    private static final int MOST_PARTS = 6;

    /**
     * A word.
     *
     * @param start the offset of its first character in the text
     * @param end the offset after its last character
     * @param parts its parts as spelled, in lower case and without accents
     * @param terms the searchable form of each part
     * @param forms other searchable forms of the whole: its joined parts, measures, spelled-out umlauts
     * @param wide forms that only products have: joined runs of parts, 15 inches for 15.6 inches
     */
    public record Word(
            int start, int end, List<String> parts, List<String> terms, Set<String> forms, Set<String> wide) {

        /** All parts as one, {@code tn2110} of {@code TN-2110}. */
        public String joined() {
            return SearchText.joined(parts);
        }

        boolean isMeasure() {
            return parts.size() == 2
                    && Measures.of(parts.getFirst(), parts.getLast()).isPresent();
        }
    }

    /** The classes that determine the terms of a text: an index made by others is stale. */
    public static final List<Class<?>> CODE = List.of(
            SearchText.class,
            Word.class,
            Chunk.class,
            Parts.class,
            Measures.class,
            Measures.Measure.class,
            Stems.class);

    public SearchText {
        words = List.copyOf(words);
    }

    /** Any text, also empty text or text without a word. */
    public static SearchText of(String text) {
        List<Chunk> chunks = Chunk.of(text);
        List<List<String>> split =
                chunks.stream().map(chunk -> Parts.of(chunk.folded())).toList();
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            List<String> parts = split.get(i);
            if (parts.isEmpty()) {
                continue;
            }
            int end = chunk.end();
            if (chunk.inches()) {
                parts = Stream.concat(parts.stream(), Stream.of("inch")).toList();
            } else if (parts.size() == 1 && i + 1 < chunks.size()) {
                List<String> next = split.get(i + 1);
                if (next.size() == 1
                        && Measures.of(parts.getFirst(), next.getFirst()).isPresent()
                        && !isPreposition(next.getFirst(), split, i + 2)) {
                    parts = List.of(parts.getFirst(), next.getFirst());
                    end = chunks.get(++i).end();
                }
            }
            words.add(word(chunk, end, parts));
        }
        return new SearchText(words);
    }

    /** The terms in their order, for a field that keeps positions. */
    public Stream<String> terms() {
        return words.stream().flatMap(word -> word.terms().stream());
    }

    /** The other forms of a product's words. */
    public Stream<String> forms() {
        return words.stream().flatMap(word -> Stream.concat(word.forms().stream(), word.wide().stream()));
    }

    /** Neighboring words joined: {@code wifi} of {@code Wi Fi}. */
    public Stream<String> neighbors() {
        return Stream.iterate(1, i -> i < words.size(), i -> i + 1)
                .map(i -> joined(words.get(i - 1), words.get(i)))
                .flatMap(Optional::stream);
    }

    /** The words of letters as spelled, for suggestions. */
    public Stream<String> spelled() {
        return words.stream()
                .flatMap(word -> word.parts().stream())
                .filter(part -> part.length() > 2 && part.chars().allMatch(Character::isLetter));
    }

    /** Two neighbors as one term; empty when it would be no word. */
    static Optional<String> joined(Word first, Word second) {
        String both = first.joined() + second.joined();
        return first.isMeasure() || second.isMeasure() || both.length() > LONGEST_TERM
                ? Optional.empty()
                : Optional.of(Stems.of(both));
    }

    private static Word word(Chunk chunk, int end, List<String> parts) {
        Set<String> forms = new LinkedHashSet<>(whole(parts));
        Set<String> wide = new LinkedHashSet<>(runs(parts));
        if (parts.size() == 2) {
            Measures.of(parts.getFirst(), parts.getLast()).ifPresent(measure -> {
                forms.add(measure.form());
                measure.rounded().ifPresent(wide::add);
            });
        }
        if (parts.size() == 1
                && Parts.isWhole(parts.getFirst())
                && parts.getFirst().length() >= 8) {
            wide.add(withoutLeadingZeros(parts.getFirst()));
            forms.add(withoutLeadingZeros(parts.getFirst()));
        }
        parts.stream()
                .filter(part -> part.endsWith(".0"))
                .forEach(part -> wide.add(part.substring(0, part.length() - 2)));
        chunk.spelledOut().map(Parts::of).ifPresent(spelled -> {
            forms.addAll(spelled.size() == 1 ? List.of(Stems.of(spelled.getFirst())) : whole(spelled));
            spelled.forEach(part -> wide.add(Stems.of(part)));
            wide.addAll(runs(spelled));
        });
        List<String> terms = parts.stream().map(Stems::of).toList();
        if (terms.size() == 1) {
            forms.remove(terms.getFirst());
        }
        return new Word(chunk.start(), end, parts, terms, forms, wide);
    }

    /** All parts as one term; none when there is only one. */
    private static List<String> whole(List<String> parts) {
        String joined = joined(parts);
        return parts.size() < 2 || Parts.isUnspaced(parts.getFirst()) || joined.length() > LONGEST_TERM
                ? List.of()
                : List.of(Stems.of(joined));
    }

    /** Every run of neighboring parts as one term; of very long words only neighboring pairs. */
    private static List<String> runs(List<String> parts) {
        List<String> runs = new ArrayList<>();
        int longest = parts.size() <= MOST_PARTS ? parts.size() - 1 : 2;
        for (int from = 0; from < parts.size(); from++) {
            for (int to = from + 2; to <= Math.min(parts.size(), from + longest); to++) {
                runs.addAll(whole(parts.subList(from, to)));
            }
        }
        return runs;
    }

    private static String joined(List<String> parts) {
        return String.join("", parts).replace(".", "");
    }

    private static String withoutLeadingZeros(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }

    /** {@code in} before another number is no unit: {@code 2 in 1}. */
    private static boolean isPreposition(String unit, List<List<String>> parts, int next) {
        return unit.equals("in")
                && next < parts.size()
                && !parts.get(next).isEmpty()
                && Parts.isNumber(parts.get(next).getFirst());
    }
}
