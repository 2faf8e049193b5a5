package dev.parley.catalog.search.domain;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parts of a folded word: runs of letters, numbers, and pairs of characters of scripts that use no blanks. */
final class Parts {

    private static final int LONGEST = 60;
    private static final Set<UnicodeScript> UNSPACED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private Parts() {}

    static List<String> of(String word) {
        String text = withoutApostrophes(word);
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int end;
            if (isDigit(c)) {
                end = numberEnd(text, at);
                parts.add(number(text.substring(at, end)));
            } else if (isLetter(c)) {
                end = lettersEnd(text, at);
                addLetters(parts, text.substring(at, end));
            } else {
                end = at + Character.charCount(c);
            }
            at = end;
        }
        return parts;
    }

    static boolean isNumber(String part) {
        return isDigit(part.charAt(0));
    }

    static boolean isWhole(String part) {
        return part.chars().allMatch(Parts::isDigit);
    }

    /** Whether it is of a script that uses no blanks. */
    static boolean isUnspaced(String part) {
        return isUnspaced(part.codePointAt(0));
    }

    private static boolean isUnspaced(int c) {
        return c > 0xe00 && UNSPACED.contains(UnicodeScript.of(c));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return Character.isLetter(c)
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    /** {@code o'dell} is {@code odell}, and {@code cook's} is {@code cook}. */
    private static String withoutApostrophes(String word) {
        if (word.chars().noneMatch(c -> c == '\'' || c == '\u2019' || c == '\u02bc')) {
            return word;
        }
        String plain = word.replace('\u2019', '\'').replace('\u02bc', '\'');
        return (plain.endsWith("'s") ? plain.substring(0, plain.length() - 2) : plain).replace("'", "");
    }

    private static int lettersEnd(String text, int from) {
        boolean unspaced = isUnspaced(text.codePointAt(from));
        int end = from;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (!isLetter(c) || isUnspaced(c) != unspaced) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static void addLetters(List<String> parts, String letters) {
        if (!isUnspaced(letters)) {
            parts.add(letters.length() <= LONGEST ? letters : letters.substring(0, LONGEST));
            return;
        }
        int[] characters = letters.codePoints().toArray();
        for (int i = 0; i < Math.max(1, characters.length - 1); i++) {
            parts.add(new String(characters, i, Math.min(2, characters.length)));
        }
    }

    /** The end of digits with groups of thousands and decimals; {@code 1.2.3} is three numbers. */
    private static int numberEnd(String text, int from) {
        int end = digitsEnd(text, from);
        while (end < text.length() && text.charAt(end) == ',' && digitsEnd(text, end + 1) == end + 4) {
            end += 4;
        }
        if (end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ',')) {
            int decimals = digitsEnd(text, end + 1);
            boolean more = decimals < text.length() && (text.charAt(decimals) == '.' || text.charAt(decimals) == ',');
            if (decimals > end + 1 && !more) {
                return decimals;
            }
        }
        return end;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** With a point before decimals, and without zeros that end them. */
    private static String number(String spelled) {
        int last = Math.max(spelled.lastIndexOf('.'), spelled.lastIndexOf(','));
        boolean thousands = last > 0 && spelled.charAt(last) == ',' && spelled.length() - last == 4;
        if (last < 0 || thousands) {
            return shortened(spelled.replace(",", ""));
        }
        String whole = spelled.substring(0, last).replace(",", "");
        int end = spelled.length();
        while (end > last + 2 && spelled.charAt(end - 1) == '0') {
            end--;
        }
        return shortened(whole + "." + spelled.substring(last + 1, end));
    }

    private static String shortened(String number) {
        return number.length() <= LONGEST ? number : number.substring(0, LONGEST);
    }
}
