package dev.parley.identity.user.mongo;

import static dev.parley.platform.mongo.Fields.date;
import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.optionalInstant;
import static dev.parley.platform.mongo.Fields.text;
import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Profile;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserStatus;
import dev.parley.identity.user.domain.Username;
import dev.parley.platform.WireName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/** An account as it is stored. */
final class UserDocument {

    static final String DELETED_AT = "deletedAt";

    /** When a deleted account is due to be purged; absent afterwards. */
    static final String PURGE_AT = "purgeAt";

    /** Present only in a purged account. */
    static final String PURGED_AT = "purgedAt";

    private UserDocument() {}

    /** Every field of the state; null where it is absent. */
    static Document write(User.State user) {
        Username username = user.username();
        Instant deletedAt = user.deletedAt();
        return new Document("_id", user.id().value())
                .append("email", user.email().value())
                .append("emailKey", user.email().key())
                .append("emailChange", EmailChangeDocument.write(user.emailChange()))
                .append("emailVerified", user.emailVerified())
                .append("username", username == null ? null : username.value())
                .append("usernameKey", username == null ? null : username.key())
                .append("passwordHash", user.passwordHash())
                .append("roles", roles(user))
                .append("status", WireName.of(user.status()))
                .append("profile", profile(user.profile()))
                .append("preferences", PreferencesDocument.write(user.preferences()))
                .append("editorSettings", EditorSettingsDocument.write(user.editorSettings()))
                .append("addresses", AddressBookDocument.write(user.addresses()))
                .append("subscription", SubscriptionDocument.write(user.subscription()))
                .append("createdAt", Date.from(user.registeredAt()))
                .append("updatedAt", Date.from(user.updatedAt()))
                .append("lastLoginAt", date(user.lastLoginAt()))
                .append(DELETED_AT, date(deletedAt))
                .append(PURGE_AT, deletedAt == null ? null : Date.from(deletedAt.plus(User.KEPT_AFTER_DELETION)));
    }

    /**
     * A purged account: only its existence. Its address is free again; the unique key that every account has is
     * replaced by one that is not an address.
     */
    static Document purged(User.State user, Instant now) {
        return new Document("emailKey", "erased:" + user.id().value())
                .append("status", WireName.of(user.status()))
                .append("roles", List.of())
                .append("createdAt", Date.from(user.registeredAt()))
                .append("updatedAt", Date.from(now))
                .append(
                        DELETED_AT,
                        Date.from(Optional.ofNullable(user.deletedAt()).orElse(now)))
                .append(PURGED_AT, Date.from(now));
    }

    static List<String> roles(User.State user) {
        return user.roles().stream().map(WireName::of).sorted().toList();
    }

    private static Document profile(Profile profile) {
        LocalDate dateOfBirth = profile.dateOfBirth();
        return withoutNulls(new Document("displayName", profile.displayName())
                .append("firstName", profile.firstName())
                .append("lastName", profile.lastName())
                .append("phone", profile.phone())
                .append("avatar", profile.avatar())
                .append("dateOfBirth", dateOfBirth == null ? null : dateOfBirth.toString())
                .append("dealership", profile.dealership()));
    }

    static User.State read(Document document) {
        String username = document.getString("username");
        return new User.State(
                new UserId(text(document, "_id")),
                document.getLong("version"),
                new Email(text(document, "email")),
                EmailChangeDocument.read(document.get("emailChange", Document.class)),
                document.getBoolean("emailVerified"),
                username == null ? null : new Username(username),
                text(document, "passwordHash"),
                document.getList("roles", String.class).stream()
                        .map(role -> WireName.read(Role.class, role))
                        .collect(Collectors.toSet()),
                WireName.read(UserStatus.class, text(document, "status")),
                profile(document.get("profile", Document.class)),
                PreferencesDocument.read(document.get("preferences", Document.class)),
                EditorSettingsDocument.read(document.get("editorSettings", Document.class)),
                AddressBookDocument.read(document.get("addresses", Document.class)),
                SubscriptionDocument.read(document.get("subscription", Document.class)),
                instant(document, "createdAt"),
                instant(document, "updatedAt"),
                optionalInstant(document, "lastLoginAt").orElse(null),
                optionalInstant(document, DELETED_AT).orElse(null));
    }

    private static Profile profile(Document document) {
        String dateOfBirth = document.getString("dateOfBirth");
        return new Profile(
                document.getString("displayName"),
                document.getString("firstName"),
                document.getString("lastName"),
                document.getString("phone"),
                document.getString("avatar"),
                dateOfBirth == null ? null : LocalDate.parse(dateOfBirth),
                document.getString("dealership"));
    }
}
