package dev.parley.catalog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * URL forms of names: lower-case letters and digits of every script, and hyphens. Latin letters lose their diacritics.
 * Different names may have the same form, so it identifies nothing: a taken slug is replaced by another one.
 */
public final class Slugs {

    private static final int LONGEST = 80;

    /** Latin letters that do not decompose into one of a to z and a mark. */
    private static final Map<String, String> LETTERS = Map.of(
            "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ħ", "h", "ı", "i");

    private Slugs() {}

    /** The slug of a name; {@code item} when no character of it is allowed. */
    public static String of(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("(\\p{IsLatin})\\p{Mn}+", "$1");
        String text = Normalizer.normalize(decomposed, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            text = text.replace(letter.getKey(), letter.getValue());
        }
        String plain = signs(text).replaceAll("[^\\p{L}\\p{M}\\p{Nd}]+", "-").replaceAll("^-|-$", "");
        String cut = plain.codePointCount(0, plain.length()) > LONGEST
                ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST)).replaceAll("-[^-]*$", "")
                : plain;
        return cut.isEmpty() ? "item" : cut;
    }

    /** Signs that belong to a name, as in {@code C++} and {@code C#}, as words. */
    private static String signs(String text) {
        StringBuilder words = new StringBuilder(text.length());
        int before = ' ';
        for (int character : text.codePoints().toArray()) {
            boolean attached = Character.isLetterOrDigit(before) || before == '+';
            if (character == '+' && attached) {
                words.append("-plus");
            } else if (character == '#' && attached) {
                words.append("-sharp");
            } else {
                words.appendCodePoint(character);
            }
            before = character;
        }
        return words.toString();
    }
}
