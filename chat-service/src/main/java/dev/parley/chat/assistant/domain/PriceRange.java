package dev.parley.chat.assistant.domain;

import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The requested price range, bounds included.
 *
 * @param currency the currency, if one was named
 */
public record PriceRange(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable CurrencyUnit currency) {

    static final PriceRange ANY = new PriceRange(null, null, null);

    boolean isAny() {
        return min == null && max == null;
    }

    PriceRange in(CurrencyUnit ifNoneNamed) {
        return currency != null || isAny() ? this : new PriceRange(min, max, ifNoneNamed);
    }

    boolean contains(Money price) {
        return (isAny() || currency == null || price.getCurrencyUnit().equals(currency))
                && (min == null || price.getAmount().compareTo(min) >= 0)
                && (max == null || price.getAmount().compareTo(max) <= 0);
    }
}
