package dev.parley.identity.user.http;

import dev.parley.identity.user.domain.Preferences;
import dev.parley.identity.user.domain.Preferences.Notifications;
import dev.parley.identity.user.domain.Preferences.PriceRange;
import dev.parley.platform.WireName;
import dev.parley.platform.http.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A change of the preferences; lists are replaced as a whole. */
public record PreferencesChange(
        @Nullable @LanguageTag String language,

        @Nullable @Text(max = 5, pattern = "light|dark|auto", message = "must be one of light, dark, auto")
        String theme,

        @Nullable @TimeZoneName String timezone,
        @Nullable NotificationsChange notifications,
        @Nullable Optional<@Text(max = 50) String> size,

        @Nullable @Size(max = 50) List<@NotNull @Text(max = 100) String> brandPreferences,

        @Nullable @Size(max = 50) List<@NotNull @Text(max = 100) String> categories,

        @Nullable Optional<@Valid PriceRangeChange> priceRange) {

    /** A change of the notification channels. */
    public record NotificationsChange(
            @Nullable Boolean email,
            @Nullable Boolean push,
            @Nullable Boolean sms) {

        private Notifications appliedTo(Notifications notifications) {
            return new Notifications(
                    Patches.kept(email, notifications.email()),
                    Patches.kept(push, notifications.push()),
                    Patches.kept(sms, notifications.sms()));
        }
    }

    /** A change of the price range: both ends, in one currency. */
    public record PriceRangeChange(
            @NotNull Money min, @NotNull Money max) {}

    Preferences appliedTo(Preferences preferences) {
        return new Preferences(
                language == null
                        ? preferences.language()
                        : Locale.forLanguageTag(language).toLanguageTag(),
                theme == null ? preferences.theme() : WireName.read(Preferences.Theme.class, theme),
                Patches.kept(timezone, preferences.timezone()),
                notifications == null
                        ? preferences.notifications()
                        : notifications.appliedTo(preferences.notifications()),
                Patches.text(size, preferences.size()),
                brandPreferences == null ? preferences.brands() : stripped(brandPreferences),
                categories == null ? preferences.categories() : stripped(categories),
                Patches.value(
                        priceRange == null ? null : priceRange.map(range -> new PriceRange(range.min, range.max)),
                        preferences.priceRange()));
    }

    private static List<String> stripped(List<String> texts) {
        return texts.stream().map(String::strip).distinct().toList();
    }
}
