package dev.parley.catalog.search.domain;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Text between blanks and separators.
 *
 * @param inches whether an inch mark follows its last digit
 */
record Chunk(int start, int end, String text, boolean inches) {

    private static final String HYPHENS = "-\u2010\u2011\u2012\u2013";
    private static final String APOSTROPHES = "'\u2019\u02bc";
    private static final String INCH_MARKS = "\"\u2033\u201d";

    /** The letters that German and Scandinavian keyboards spell with two. */
    private static final Map<String, String> SPELLED_OUT =
            Map.of("\u00e4", "ae", "\u00f6", "oe", "\u00fc", "ue", "\u00f8", "oe", "\u00e5", "aa");

    static List<Chunk> of(String text) {
        List<Chunk> chunks = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean inside = isWord(c) || start >= 0 && connects(text, i);
            if (inside && start < 0) {
                start = i;
            }
            if (start >= 0 && (!inside || next >= text.length())) {
                int end = inside ? next : i;
                boolean inches = !inside && isInchMark(text, i);
                chunks.add(new Chunk(start, inches ? next : end, text.substring(start, end), inches));
                start = -1;
                if (inches && text.startsWith("''", i)) {
                    next++;
                }
            }
            i = next;
        }
        return chunks;
    }

    /** In lower case, without accents, in ASCII where there is an equivalent. */
    String folded() {
        return folded(text);
    }

    /** The same with {@code \u00fc} as {@code ue}; empty without such letters. */
    Optional<String> spelledOut() {
        if (isAscii(text)) {
            return Optional.empty();
        }
        String composed = Normalizer.normalize(text, Form.NFC).toLowerCase(Locale.ROOT);
        String spelled = composed;
        for (Map.Entry<String, String> letter : SPELLED_OUT.entrySet()) {
            spelled = spelled.replace(letter.getKey(), letter.getValue());
        }
        return spelled.equals(composed) ? Optional.empty() : Optional.of(folded(spelled));
    }

    private static String folded(String text) {
        if (isAscii(text)) { // nearly all words
            return text.toLowerCase(Locale.ROOT);
        }
        String split = Normalizer.normalize(text, Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(split.length());
        split.codePoints().filter(c -> !isDropped(c)).forEach(c -> {
            if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                kept.append(Character.digit(c, 10));
            } else if (c == 0x2044) { // of fractions
                kept.append('/');
            } else {
                kept.appendCodePoint(c);
            }
        });
        char[] letters = Normalizer.normalize(kept, Form.NFC).toCharArray();
        char[] ascii = new char[4 * letters.length];
        return new String(ascii, 0, ASCIIFoldingFilter.foldToASCII(letters, 0, ascii, 0, letters.length));
    }

    /**
     * Accents of Latin, Greek, Cyrillic, Hebrew and Arabic, and invisible characters; signs of other scripts are
     * letters.
     */
    private static boolean isDropped(int c) {
        return c >= 0x300 && c <= 0x36f
                || c >= 0x591 && c <= 0x5c7
                || c >= 0x64b && c <= 0x65f
                || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.OTHER_NUMBER,
                            Character.FORMAT -> true;
                    default -> false;
                };
    }

    /** Whether the character stands between two parts of one word. */
    private static boolean connects(String text, int at) {
        if (at + 1 >= text.length() || !isWord(text.codePointAt(at + 1)) || !isWord(text.codePointBefore(at))) {
            return false;
        }
        char c = text.charAt(at);
        boolean before = Character.isDigit(text.codePointBefore(at));
        boolean after = Character.isDigit(text.codePointAt(at + 1));
        return switch (c) {
            case '.', '_', '&', '+' -> true;
            case ',' -> before && after;
            case '/' -> before || after;
            default -> HYPHENS.indexOf(c) >= 0 || APOSTROPHES.indexOf(c) >= 0;
        };
    }

    private static boolean isInchMark(String text, int at) {
        return at > 0
                && Character.isDigit(text.codePointBefore(at))
                && (INCH_MARKS.indexOf(text.charAt(at)) >= 0 || text.startsWith("''", at));
    }
}
