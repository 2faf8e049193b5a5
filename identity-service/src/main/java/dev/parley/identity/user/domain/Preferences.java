package dev.parley.identity.user.domain;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The preferences of a user: appearance, language, and interests for shopping.
 *
 * @param language a BCP 47 tag
 * @param timezone a name of the IANA time zone database
 * @param size the user's clothing size
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

    /** The preferences of a new account. */
    public static final Preferences DEFAULT = new Preferences(
            "en", Theme.LIGHT, "UTC", new Notifications(true, true, false), null, List.of(), List.of(), null);

    public Preferences {
        brands = List.copyOf(brands);
        categories = List.copyOf(categories);
    }

    /** The color theme. */
    public enum Theme {
        LIGHT,
        DARK,
        AUTO
    }

    /** The enabled notification channels. */
    public record Notifications(boolean email, boolean push, boolean sms) {}

    /** A preferred price range; both ends in one currency, and the lower one first. */
    public record PriceRange(Money min, Money max) {

        public PriceRange {
            if (!min.getCurrencyUnit().equals(max.getCurrencyUnit()) || min.isNegative() || max.isLessThan(min)) {
                throw new UserProblem.PriceRangeUpsideDown();
            }
        }
    }
}
