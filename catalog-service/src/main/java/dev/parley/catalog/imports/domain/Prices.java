package dev.parley.catalog.imports.domain;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices: an amount with the code of its currency before or after it. What could mean two amounts is no price.
 *
 * @param decimal the decimal mark
 * @param currency the currency of a price without one; null for none
 */
record Prices(DecimalMark decimal, @Nullable CurrencyUnit currency) {

    private static final int LONGEST = 40;

    /** Thousands are grouped completely or not at all. */
    private static final Pattern POINT = Pattern.compile("(\\d{1,3}(?:[' ]\\d{3}){1,3}|\\d{1,12})(?:\\.(\\d{1,6}))?");

    private static final Pattern POINT_AND_COMMAS = Pattern.compile("(\\d{1,3}(?:,\\d{3}){1,3})\\.(\\d{1,6})");

    /** Signs that mean one currency only. */
    private static final Map<String, String> SIGNS =
            Map.of("\u20AC", "EUR", "\u00A3", "GBP", "\u20A6", "NGN", "\u20B5", "GHS", "\u20B9", "INR");

    /** @throws BadRow when it is no price above zero */
    Money read(String column, String text) throws BadRow {
        String plain =
                text.length() > LONGEST ? "" : text.replace('\u2019', '\'').strip();
        int start = 0;
        while (start < plain.length() && !isDigit(plain.charAt(start))) {
            start++;
        }
        int end = plain.length();
        while (end > start && !isDigit(plain.charAt(end - 1))) {
            end--;
        }
        String before = plain.substring(0, start).strip();
        String after = plain.substring(end).strip();
        if (start == end || !before.isEmpty() && !after.isEmpty()) {
            throw malformed(column);
        }
        return money(column, plain.substring(start, end), before + after);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Money money(String column, String number, String code) throws BadRow {
        CurrencyUnit unit = unit(column, code);
        BigDecimal amount = amount(number).orElseThrow(() -> malformed(column));
        if (amount.stripTrailingZeros().scale() > unit.getDecimalPlaces()) {
            throw new BadRow(column, column + " has more than " + unit.getDecimalPlaces() + " decimals");
        }
        if (amount.signum() == 0) {
            throw new BadRow(column, column + " must be above zero");
        }
        return Money.of(unit, amount.stripTrailingZeros().setScale(unit.getDecimalPlaces()));
    }

    private CurrencyUnit unit(String column, String code) throws BadRow {
        if (code.isEmpty()) {
            if (currency == null) {
                throw malformed(column);
            }
            return currency;
        }
        String name = SIGNS.getOrDefault(code, code.toUpperCase(Locale.ROOT));
        if (name.length() != 3 || !name.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw malformed(column);
        }
        try {
            CurrencyUnit unit = CurrencyUnit.of(name);
            if (!unit.isPseudoCurrency()) {
                return unit;
            }
        } catch (IllegalCurrencyException e) {
            // the same as a pseudo currency
        }
        throw new BadRow(column, column + " has an unknown currency");
    }

    private Optional<BigDecimal> amount(String number) {
        String plain = decimal == DecimalMark.COMMA ? swapped(number) : number;
        Matcher parts = POINT.matcher(plain);
        if (!parts.matches()) {
            parts = POINT_AND_COMMAS.matcher(plain);
        }
        if (!parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(1).replace("'", "").replace(" ", "").replace(",", "");
        String fraction = parts.group(2);
        return Optional.of(new BigDecimal(fraction == null ? digits : digits + "." + fraction));
    }

    private static String swapped(String number) {
        return number.replace('.', ';').replace(',', '.').replace(';', ',');
    }

    private BadRow malformed(String column) {
        String example = decimal == DecimalMark.COMMA ? "19,99 EUR" : "19.99 USD";
        return new BadRow(column, column + " must be written like " + example);
    }
}
