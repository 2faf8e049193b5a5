package dev.parley.identity.user.domain;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a person likes: how the product looks and speaks to them, and what they shop for.
 *
 * @param language a BCP 47 tag
 * @param timezone a name of the IANA time zone database
 * @param size what they wear
 */
public record Preferences(
        String language,
        Theme theme,
        String timezone,
        Notifications notifications,
        @Nullable String size,
        List<String> brands,
        List<String> categories,
        @Nullable PriceRange priceRange) {

    /** What nobody has chosen yet. */
    public static final Preferences DEFAULT = new Preferences(
            "en", Theme.LIGHT, "UTC", new Notifications(true, true, false), null, List.of(), List.of(), null);

    public Preferences {
        brands = List.copyOf(brands);
        categories = List.copyOf(categories);
    }

    /** How screens look. */
    public enum Theme {
        LIGHT,
        DARK,
        AUTO
    }

    /** Which ways news may come. */
    public record Notifications(boolean email, boolean push, boolean sms) {}

    /** What things may cost; both ends in one currency, and the lower one first. */
    public record PriceRange(Money min, Money max) {

        public PriceRange {
            if (!min.getCurrencyUnit().equals(max.getCurrencyUnit()) || min.isNegative() || max.isLessThan(min)) {
                throw new UserProblem.PriceRangeUpsideDown();
            }
        }
    }
}
