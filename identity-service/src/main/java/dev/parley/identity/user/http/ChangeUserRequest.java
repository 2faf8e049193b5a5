package dev.parley.identity.user.http;

import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.domain.EditorSettings;
import dev.parley.identity.user.domain.Profile;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.Username;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.http.Text;
import dev.parley.platform.text.TypedText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch (RFC 7396) of the fields that users may change of their own account: absent fields stay,
 * {@code null} removes.
 */
@Schema(example = """
                {"displayName":"Ann","profile":{"phone":"+233 24 123 4567","avatar":null},"preferences":{"language":"fr"}}""")
public record ChangeUserRequest(
        @Nullable @Text(min = 2, max = 100) @PlainLine String displayName,

        @Nullable
        Optional<
                        @Text(
                                min = 3,
                                max = 30,
                                pattern = Username.PATTERN,
                                message = "must be 3 to 30 letters, digits, dots, hyphens or underscores")
                        String>
                username,

        @Nullable @Valid ProfileChange profile,
        @Nullable @Valid PreferencesChange preferences,
        @Nullable @Valid EditorSettingsChange editorSettings) {

    /** A change of the profile. */
    public record ProfileChange(
            @Nullable Optional<@Text(max = 50) @PlainLine String> firstName,
            @Nullable Optional<@Text(max = 50) @PlainLine String> lastName,
            @Nullable Optional<@Size(max = 30) @PhoneNumber String> phone,

            @Nullable
            Optional<
                            @Text(
                                    max = 2048,
                                    pattern = "https?://[^\\s/]\\S*",
                                    message = "must be an http or https URL")
                            String>
                    avatar,

            @Nullable Optional<@Past LocalDate> dateOfBirth,
            @Nullable Optional<@Text(max = 100) @PlainLine String> dealership) {

        private Profile appliedTo(Profile profile) {
            return new Profile(
                    profile.displayName(),
                    Patches.text(firstName, profile.firstName()),
                    Patches.text(lastName, profile.lastName()),
                    Patches.value(phone == null ? null : phone.map(PhoneNumber.Validator::e164), profile.phone()),
                    Patches.value(avatar, profile.avatar()),
                    Patches.value(dateOfBirth, profile.dateOfBirth()),
                    Patches.text(dealership, profile.dealership()));
        }

        /** Omits personal data, because this may be logged. */
        @Override
        public String toString() {
            return "ProfileChange[…]";
        }
    }

    /** @param autoSaveInterval seconds */
    public record EditorSettingsChange(
            @Nullable Boolean autoSave,
            @Nullable @Min(5) @Max(3600) Integer autoSaveInterval) {

        private EditorSettings appliedTo(EditorSettings settings) {
            return new EditorSettings(
                    Patches.kept(autoSave, settings.autoSave()),
                    Patches.kept(autoSaveInterval, settings.autoSaveInterval()));
        }
    }

    ChangeUser.Change toChange() {
        return this::applyTo;
    }

    private void applyTo(User user, Instant now) {
        if (username != null) {
            user.changeUsername(username.map(Username::new), now);
        }
        Profile before = user.state().profile();
        Profile after = profile == null ? before : profile.appliedTo(before);
        user.changeProfile(displayName == null ? after : after.renamed(TypedText.normalized(displayName)), now);
        if (preferences != null) {
            user.changePreferences(preferences.appliedTo(user.state().preferences()), now);
        }
        if (editorSettings != null) {
            user.changeEditorSettings(editorSettings.appliedTo(user.state().editorSettings()), now);
        }
    }

    /** Omits personal data, because this may be logged. */
    @Override
    public String toString() {
        return "ChangeUserRequest[…]";
    }
}
