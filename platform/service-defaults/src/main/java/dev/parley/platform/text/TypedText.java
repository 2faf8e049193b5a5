package dev.parley.platform.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text that people type and paste, such as names and addresses: normalizes text that looks the same, and detects
 * invisible characters.
 */
public final class TypedText {

    /**
     * Longer texts are returned as they are, for a limit on the length to refuse them: many combining marks in a row
     * take quadratic time.
     */
    private static final int LONGEST = 4096;

    /** Combining marks kept after one character: many in a row take quadratic time to normalize. */
    private static final int MOST_MARKS = 30;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_PRESENTATION = 0xFE0F;

    /** Letters and marks by their category, but invisible. */
    private static final Set<Integer> BLANK_LETTERS =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

    /** Scripts where a joiner between two letters changes how they are written, and so belongs to the spelling. */
    private static final Set<UnicodeScript> JOINING = Set.of(
            UnicodeScript.ARABIC,
            UnicodeScript.BENGALI,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.KANNADA,
            UnicodeScript.KHMER,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.ORIYA,
            UnicodeScript.SINHALA,
            UnicodeScript.SYRIAC,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU);

    private TypedText() {}

    /** Unicode normalization form C, with every kind of blank replaced by a space, trimmed. */
    public static String normalized(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        StringBuilder normalized = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(normalized::appendCodePoint);
        return normalized.toString().strip();
    }

    /** As {@link #normalized}, for optional text: null when it is blank. */
    public static @Nullable String normalizedOrNull(@Nullable String text) {
        String normalized = text == null ? "" : normalized(text);
        return normalized.isEmpty() ? null : normalized;
    }

    /**
     * Text from elsewhere, such as a feed, of any length and of several lines: Unicode normalization form C without
     * control and invisible characters, with every kind of blank replaced by a space and every line break by a line
     * feed, trimmed. Takes linear time.
     */
    public static String cleaned(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\n')) {
            return text.strip();
        }
        int[] characters = text.codePoints().toArray();
        StringBuilder cleaned = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            int type = Character.getType(c);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
            marks = mark ? marks + 1 : 0;
            if (c == '\r' && i + 1 < characters.length && characters[i + 1] == '\n') {
                continue;
            }
            if (c == '\n' || c == '\r' || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
                cleaned.append('\n');
            } else if (c == '\t' || type == Character.SPACE_SEPARATOR) {
                cleaned.append(' ');
            } else if (marks <= MOST_MARKS && (isVisible(characters, i) || type == Character.UNASSIGNED)) {
                cleaned.appendCodePoint(c); // unassigned: newer than this version of Unicode
            }
        }
        return Normalizer.normalize(cleaned, Normalizer.Form.NFC).strip();
    }

    /**
     * Whether all of it is visible: no control characters or line breaks, no zero-width characters, and none that
     * change the direction of the text. Joiners are allowed where they belong to an emoji or to the spelling of a
     * script.
     */
    public static boolean isVisible(String text) {
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isVisible(characters, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int[] characters, int at) {
        return !isInvisible(characters[at]) || isJoiner(characters[at]) && joins(characters, at);
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> BLANK_LETTERS.contains(character);
        };
    }

    private static boolean isJoiner(int character) {
        return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
    }

    private static boolean joins(int[] characters, int at) {
        if (at == 0 || at == characters.length - 1) {
            return false;
        }
        int before = characters[at - 1];
        int after = characters[at + 1];
        boolean emoji = characters[at] == ZERO_WIDTH_JOINER
                && (Character.isEmoji(before) || before == EMOJI_PRESENTATION)
                && Character.isExtendedPictographic(after);
        return emoji || (isOfJoiningScript(before) && isOfJoiningScript(after));
    }

    private static boolean isOfJoiningScript(int character) {
        return JOINING.contains(UnicodeScript.of(character));
    }
}
