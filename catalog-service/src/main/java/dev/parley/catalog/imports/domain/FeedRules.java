package dev.parley.catalog.imports.domain;

import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * How to read the cells of a feed.
 *
 * @param decimal the decimal mark of its prices
 * @param currency of prices without one; null when each has its own
 * @param keep columns that are shown to buyers, beside those that are known
 */
public record FeedRules(DecimalMark decimal, @Nullable CurrencyUnit currency, Set<String> keep) {

    /** Decimal points, a currency in each price, and only known columns. */
    public static final FeedRules USUAL = new FeedRules(DecimalMark.POINT, null, Set.of());

    public FeedRules {
        keep = Set.copyOf(keep);
    }
}
