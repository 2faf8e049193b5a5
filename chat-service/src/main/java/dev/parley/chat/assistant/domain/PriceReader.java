package dev.parley.chat.assistant.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Extracts price bounds from a message, given in lower case. */
final class PriceReader {

    /** Replaces extracted text: no word, and no pattern matches across it. */
    static final String GAP = " | ";

    private static final BigDecimal A_FIFTH = new BigDecimal("0.2");

    private static final String BEFORE = "(?:(?<before%1$s>us\\$|gh₵|[$€£₦₵]|usd|eur|gbp|ghs|ngn)\\s?)?";
    private static final String NUMBER =
            "(?<![\\w.,])(?<number%1$s>\\d{1,3}(?:,\\d{3})++(?:\\.\\d{1,2})?+|\\d{1,9}+(?:\\.\\d{1,2})?+)(?![.,]?\\d)(?<thousand%1$s>k\\b)?";
    private static final String AFTER =
            "(?:\\s?(?<after%1$s>us\\$|[$€£₦₵]|(?:us )?dollars?\\b|bucks?\\b|usd\\b|euros?\\b|eur\\b|pounds?\\b|quid\\b|gbp\\b|(?:ghana )?cedis?\\b|ghs\\b|nairas?\\b|ngn\\b))?+";
    private static final String NO_MEASURE =
            "(?!\\s?-?(?:inch(?:es)?\\b|\"|[gt]b\\b|m?ah\\b|[cm]m\\b|kg\\b|g\\b|hz\\b|hours?\\b|days?\\b|pieces?\\b|mp\\b|lit(?:er|re)s?\\b|l\\b|w\\b|watts?\\b|%%))(?!\\w)";

    private static final Pattern BETWEEN = Pattern.compile(
            "(?<lead>\\b(?:between|from)\\s+)?" + amount("") + "\\s*(?:\\band\\b|\\bto\\b|-|–)\\s*" + amount("2"));
    private static final Pattern AT_MOST =
            Pattern.compile("(?:(?<!\\bnot |\\bno )\\b(?:under|below|(?:for )?less than|cheaper than|lower than)\\s+"
                    + "|\\b(?:up to|at most|max(?:imum)?(?: of)?|(?:no|not) (?:more|higher) than|not (?:over|above)|within|budget(?: is| of)?)\\s+|<=?\\s*)"
                    + amount("")
                    + "|" + amount("2") + "\\s+(?:or (?:less|under|below|cheaper)|max(?:imum)?|at most|tops)\\b");
    private static final Pattern AT_LEAST = Pattern.compile(
            "(?:\\b(?:over|above|more than|at least|min(?:imum)?(?: of)?|(?:starting )?(?:from|at)|upwards of|not (?:under|below|less than))\\s+|>=?\\s*)"
                    + amount("")
                    + "|" + amount("2") + "(?:\\s+(?:or more|and (?:up|above|over)|or above|at least|minimum)\\b|\\+)");
    private static final Pattern NEARLY =
            Pattern.compile("(?:\\b(?:around|about|roughly|approximately|circa|near)\\s+|~\\s*)" + amount(""));
    private static final Pattern NAKED = Pattern.compile("(?:\\bfor\\s+)?" + amount(""));

    private String text;
    private @Nullable BigDecimal min;
    private @Nullable BigDecimal max;
    private @Nullable CurrencyUnit currency;

    private PriceReader(String text) {
        this.text = text;
    }

    /** @param rest the message without the prices */
    record Result(PriceRange range, String rest) {}

    static Result read(String lowerCase) {
        PriceReader reader = new PriceReader(lowerCase);
        reader.readBetween();
        reader.readBounds();
        reader.readSingle();
        return new Result(reader.range(), reader.text);
    }

    private PriceRange range() {
        // "over 200 and under 100" is contradictory: treated as no range
        boolean none = min == null && max == null || min != null && max != null && min.compareTo(max) > 0;
        return none ? PriceRange.ANY : new PriceRange(min, max, currency);
    }

    private void readBetween() {
        Matcher found = BETWEEN.matcher(text);
        while (found.find()) {
            // "40 to 42" is not about money
            if (found.group("lead") != null || currencyOf(found, "") != null || currencyOf(found, "2") != null) {
                BigDecimal one = number(found, "");
                BigDecimal other = number(found, "2");
                min = one.min(other);
                max = one.max(other);
                note(found, "");
                note(found, "2");
                take(found);
                return;
            }
        }
    }

    private void readBounds() {
        Matcher atMost = AT_MOST.matcher(text);
        if (max == null && atMost.find()) {
            String which = atMost.group("number") == null ? "2" : "";
            max = number(atMost, which);
            note(atMost, which);
            take(atMost);
        }
        Matcher atLeast = AT_LEAST.matcher(text);
        if (min == null && atLeast.find()) {
            String which = atLeast.group("number") == null ? "2" : "";
            min = number(atLeast, which);
            note(atLeast, which);
            take(atLeast);
        }
    }

    /** "around 500 euros" means ±20 %; "$50" alone is an upper bound. */
    private void readSingle() {
        if (min != null || max != null) {
            return;
        }
        Matcher nearly = NEARLY.matcher(text);
        if (nearly.find()) {
            BigDecimal middle = number(nearly, "");
            BigDecimal spread = middle.multiply(A_FIFTH).setScale(0, RoundingMode.HALF_UP);
            min = middle.subtract(spread);
            max = middle.add(spread);
            note(nearly, "");
            take(nearly);
            return;
        }
        Matcher naked = NAKED.matcher(text);
        while (naked.find()) {
            if (currencyOf(naked, "") != null) {
                max = number(naked, "");
                note(naked, "");
                take(naked);
                return;
            }
        }
    }

    private void note(Matcher found, String which) {
        CurrencyUnit named = currencyOf(found, which);
        if (named != null) {
            currency = named;
        }
    }

    private void take(Matcher found) {
        text = text.substring(0, found.start()) + GAP + text.substring(found.end());
    }

    private static BigDecimal number(Matcher found, String which) {
        BigDecimal number = new BigDecimal(
                Objects.requireNonNull(found.group("number" + which)).replace(",", ""));
        return found.group("thousand" + which) == null ? number : number.movePointRight(3);
    }

    private static @Nullable CurrencyUnit currencyOf(Matcher found, String which) {
        String named =
                found.group("before" + which) == null ? found.group("after" + which) : found.group("before" + which);
        if (named == null) {
            return null;
        }
        String code = switch (named.charAt(0)) {
            case '$', 'd', 'b' -> "USD"; // dollars, bucks
            case 'u' -> "USD";
            case '€' -> "EUR";
            case 'e' -> "EUR";
            case '£', 'p', 'q' -> "GBP"; // pounds, quid
            case '₵', 'c' -> "GHS"; // cedis
            case '₦', 'n' -> "NGN";
            default -> named.startsWith("gbp") ? "GBP" : "GHS"; // ghs, ghana cedis, gh₵
        };
        return CurrencyUnit.of(code);
    }

    private static String amount(String which) {
        return String.format(BEFORE + NUMBER + AFTER + NO_MEASURE, which);
    }
}
