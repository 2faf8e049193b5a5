package dev.parley.identity.password.application;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules for new passwords: long enough, not among the common ones, and not derived from public data of the account
 * (NIST SP 800-63B, 3.1.1.2). The list is that of zxcvbn (MIT license, 30,000 entries); its strength estimate is not
 * used, because crafted input makes it compute for seconds. Everything here is linear in the length of the password.
 */
@ApplicationScoped
public class PasswordRules {

    private static final String GUESSABLE =
            "is too easy to guess: it is a common password, repeats itself, or is made of the account's names or address";

    private static final String LENGTH = "must have at least 8 characters and at most 72 bytes";

    private static final int MIN_CHARACTERS = 8;

    /** Shorter common words are ignored when they are part of a password. */
    private static final int SHORTEST_COMMON = 4;

    private static final int SHORTEST_KNOWN = 3;

    /** A password with this many letters besides the known words is accepted. */
    private static final int OTHER_LETTERS = 4;

    /** A common password followed by a year or a number is still a common one. */
    private static final int MOST_DIGITS_AROUND = 4;

    private static final String LEET = "@4831!05$7";
    private static final String PLAIN = "aabeiiosst";

    private final Set<String> common;

    PasswordRules() {
        try {
            common = StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                    .filter(password -> password.length() >= SHORTEST_COMMON)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the length is valid: at least 8 characters, and no more bytes of UTF-8 than bcrypt reads. */
    public static boolean hasGoodLength(String password) {
        return password.codePointCount(0, password.length()) >= MIN_CHARACTERS
                && password.getBytes(StandardCharsets.UTF_8).length <= Passwords.MAX_BYTES;
    }

    /**
     * @param field the field of the request that holds the password
     * @param known public data of the account: address, names
     * @throws dev.parley.platform.problem.Problem 400 that names the field
     */
    public void check(String field, String password, Collection<String> known) {
        if (!hasGoodLength(password)) {
            throw Problems.validation(field, LENGTH);
        }
        String folded = folded(password);
        if (isSequence(folded) || isCommon(folded) || isMadeOf(known, folded)) {
            throw Problems.validation(field, GUESSABLE);
        }
    }

    /** All the same, or each character next to the one before: {@code aaaaaaaa}, {@code abcdefgh}, {@code 98765432}. */
    private static boolean isSequence(String folded) {
        int[] points = folded.codePoints().toArray();
        int step = points.length < 2 ? 0 : points[1] - points[0];
        for (int i = 1; i < points.length; i++) {
            if (points[i] - points[i - 1] != step) {
                return false;
            }
        }
        return Math.abs(step) <= 1;
    }

    private boolean isCommon(String folded) {
        String unit = folded.substring(0, period(folded));
        if (unit.length() < folded.length() && unit.length() < SHORTEST_COMMON) {
            return true;
        }
        String words = trimmed(unit, Character::isLetterOrDigit);
        String letters = trimmed(unit, Character::isLetter);
        long digits = count(unit, Character::isDigit) - count(letters, Character::isDigit);
        Stream<String> forms = digits <= MOST_DIGITS_AROUND ? Stream.of(unit, words, letters) : Stream.of(unit, words);
        return forms.anyMatch(form -> common.contains(form) || common.contains(withoutLeet(form)));
    }

    private static boolean isMadeOf(Collection<String> known, String folded) {
        List<String> words = Stream.concat(known.stream(), Stream.of("parley"))
                .map(PasswordRules::folded)
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[^\\p{L}\\p{N}]"))))
                .filter(word -> word.length() >= SHORTEST_KNOWN)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String rest = folded;
        for (String word : words) {
            rest = rest.replace(word, " ");
        }
        return !rest.equals(folded) && count(rest, Character::isLetter) < OTHER_LETTERS;
    }

    /** Lower case without accents, each character in its compatibility form. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The length of the shortest prefix whose repetition is the text; the whole length when it repeats nothing (Knuth,
     * Morris, Pratt).
     */
    private static int period(String text) {
        int[] border = new int[text.length()];
        for (int i = 1, matched = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != text.charAt(matched)) {
                matched = border[matched - 1];
            }
            if (text.charAt(i) == text.charAt(matched)) {
                matched++;
            }
            border[i] = matched;
        }
        int period = text.length() - border[text.length() - 1];
        return text.length() % period == 0 ? period : text.length();
    }

    /** The text from the first to the last character of a kind. */
    private static String trimmed(String text, IntPredicate kind) {
        int from = 0;
        int to = text.length();
        while (from < to && !kind.test(text.charAt(from))) {
            from++;
        }
        while (to > from && !kind.test(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String withoutLeet(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int leet = LEET.indexOf(text.charAt(i));
            if (leet >= 0) {
                plain.setCharAt(i, PLAIN.charAt(leet));
            }
        }
        return plain.toString();
    }

    private static long count(String text, IntPredicate kind) {
        return text.chars().filter(kind).count();
    }
}
