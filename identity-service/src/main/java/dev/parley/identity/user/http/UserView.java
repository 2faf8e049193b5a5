package dev.parley.identity.user.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.user.domain.EditorSettings;
import dev.parley.identity.user.domain.Feature;
import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Preferences;
import dev.parley.identity.user.domain.Profile;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.Subscription;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserStatus;
import dev.parley.identity.user.domain.Username;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner and administrators see it.
 *
 * @param plan the one that applies now; {@code subscription} has the agreed one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserView(
        String id,
        @Schema(examples = "ann@example.com") String email,
        boolean emailVerified,
        @Nullable String username,
        @Schema(examples = "Ann") String displayName,
        @WireEnum(Role.class) List<String> roles,
        @WireEnum(Plan.class) String plan,
        @WireEnum(UserStatus.class) String status,
        ProfileView profile,
        PreferencesView preferences,
        EditorSettings editorSettings,
        SubscriptionView subscription,
        @Nullable String defaultShippingAddress,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastLoginAt) {

    /** The profile of a user. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProfileView(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String phone,
            @Nullable String avatar,
            @Nullable LocalDate dateOfBirth,
            @Nullable String dealership) {

        private static ProfileView from(Profile profile) {
            return new ProfileView(
                    profile.firstName(),
                    profile.lastName(),
                    profile.phone(),
                    profile.avatar(),
                    profile.dateOfBirth(),
                    profile.dealership());
        }
    }

    /** The preferences of a user. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PreferencesView(
            @Schema(examples = "en") String language,
            @WireEnum(Preferences.Theme.class) String theme,
            @Schema(examples = "Africa/Accra") String timezone,
            Preferences.Notifications notifications,
            @Nullable String size,
            @Schema(examples = "[\"Nova\"]") List<String> brandPreferences,
            @Schema(examples = "[\"electronics/phones\"]") List<String> categories,
            @Nullable PriceRangeView priceRange) {

        private static PreferencesView from(Preferences preferences) {
            return new PreferencesView(
                    preferences.language(),
                    WireName.of(preferences.theme()),
                    preferences.timezone(),
                    preferences.notifications(),
                    preferences.size(),
                    preferences.brands(),
                    preferences.categories(),
                    Optional.ofNullable(preferences.priceRange())
                            .map(range -> new PriceRangeView(range.min(), range.max()))
                            .orElse(null));
        }
    }

    /** A preferred price range for one item. */
    public record PriceRangeView(Money min, Money max) {}

    /** The agreed subscription. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SubscriptionView(
            @WireEnum(Plan.class) String plan,
            Instant startDate,
            @Nullable Instant endDate,
            @WireEnum(Feature.class) List<String> features) {

        private static SubscriptionView from(Subscription subscription) {
            return new SubscriptionView(
                    WireName.of(subscription.plan()),
                    subscription.startDate(),
                    subscription.endDate(),
                    subscription.features().stream().map(WireName::of).sorted().toList());
        }
    }

    public static UserView from(User.State state, Instant now) {
        return new UserView(
                state.id().value(),
                state.email().value(),
                state.emailVerified(),
                Optional.ofNullable(state.username()).map(Username::value).orElse(null),
                state.profile().displayName(),
                state.roles().stream().map(WireName::of).sorted().toList(),
                WireName.of(state.subscription().planAt(now)),
                WireName.of(state.status()),
                ProfileView.from(state.profile()),
                PreferencesView.from(state.preferences()),
                state.editorSettings(),
                SubscriptionView.from(state.subscription()),
                state.addresses().defaultShipping(),
                state.registeredAt(),
                state.updatedAt(),
                state.lastLoginAt());
    }
}
