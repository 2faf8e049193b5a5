package dev.parley.identity.user.mongo;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Profile;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserStatus;
import dev.parley.identity.user.domain.Username;
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

    /** When a deleted account is to be purged; there only until it is. */
    static final String PURGE_AT = "purgeAt";

    /** There only where nothing else is left of an account. */
    static final String PURGED_AT = "purgedAt";

    private UserDocument() {}

    static Document write(User.State user) {
        Document document = new Document("_id", user.id().value())
                .append("email", user.email().value())
                .append("emailKey", user.email().key())
                .append("emailVerified", user.emailVerified())
                .append("passwordHash", user.passwordHash())
                .append("roles", roles(user))
                .append("status", user.status().wireName())
                .append("profile", profile(user.profile()))
                .append("preferences", PreferencesDocument.write(user.preferences()))
                .append("editorSettings", EditorSettingsDocument.write(user.editorSettings()))
                .append("addresses", AddressBookDocument.write(user.addresses()))
                .append("subscription", SubscriptionDocument.write(user.subscription()))
                .append("createdAt", Date.from(user.registeredAt()))
                .append("updatedAt", Date.from(user.updatedAt()));
        Optional.ofNullable(EmailChangeDocument.write(user.emailChange()))
                .ifPresent(change -> document.append("emailChange", change));
        Optional.ofNullable(user.username())
                .ifPresent(name -> document.append("username", name.value()).append("usernameKey", name.key()));
        Optional.ofNullable(user.lastLoginAt()).ifPresent(at -> document.append("lastLoginAt", Date.from(at)));
        Optional.ofNullable(user.deletedAt())
                .ifPresent(at -> document.append(DELETED_AT, Date.from(at))
                        .append(PURGE_AT, Date.from(at.plus(User.KEPT_AFTER_DELETION))));
        return document;
    }

    /**
     * What is left of an account that was purged: that it was there. Its address is free again; the unique key that
     * every account has is one that is no address.
     */
    static Document purged(User.State user, Instant now) {
        return new Document("emailKey", "erased:" + user.id().value())
                .append("status", user.status().wireName())
                .append("roles", List.of())
                .append("createdAt", Date.from(user.registeredAt()))
                .append("updatedAt", Date.from(now))
                .append(
                        DELETED_AT,
                        Date.from(Optional.ofNullable(user.deletedAt()).orElse(now)))
                .append(PURGED_AT, Date.from(now));
    }

    static List<String> roles(User.State user) {
        return user.roles().stream().map(Role::wireName).sorted().toList();
    }

    private static Document profile(Profile profile) {
        return Fields.of("displayName", profile.displayName())
                .and("firstName", profile.firstName())
                .and("lastName", profile.lastName())
                .and("phone", profile.phone())
                .and("avatar", profile.avatar())
                .and(
                        "dateOfBirth",
                        Optional.ofNullable(profile.dateOfBirth())
                                .map(LocalDate::toString)
                                .orElse(null))
                .and("dealership", profile.dealership())
                .document();
    }

    static User read(Document document) {
        String username = document.getString("username");
        Date lastLoginAt = document.getDate("lastLoginAt");
        Date deletedAt = document.getDate(DELETED_AT);
        return User.restore(new User.State(
                new UserId(document.getString("_id")),
                document.getLong("version"),
                new Email(document.getString("email")),
                EmailChangeDocument.read(document.get("emailChange", Document.class)),
                document.getBoolean("emailVerified"),
                username == null ? null : new Username(username),
                document.getString("passwordHash"),
                document.getList("roles", String.class).stream().map(Role::of).collect(Collectors.toSet()),
                UserStatus.of(document.getString("status")),
                profile(document.get("profile", Document.class)),
                PreferencesDocument.read(document.get("preferences", Document.class)),
                EditorSettingsDocument.read(document.get("editorSettings", Document.class)),
                AddressBookDocument.read(document.get("addresses", Document.class)),
                SubscriptionDocument.read(document.get("subscription", Document.class)),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                lastLoginAt == null ? null : lastLoginAt.toInstant(),
                deletedAt == null ? null : deletedAt.toInstant()));
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
