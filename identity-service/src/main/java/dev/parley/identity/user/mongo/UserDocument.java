package dev.parley.identity.user.mongo;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserStatus;
import dev.parley.identity.user.domain.Username;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/** An account as it is stored. */
final class UserDocument {

    private UserDocument() {}

    static Document write(User.State user) {
        Document document = new Document("_id", user.id().value())
                .append("email", user.email().value())
                .append("emailKey", user.email().key())
                .append("displayName", user.displayName())
                .append("passwordHash", user.passwordHash())
                .append("roles", roles(user))
                .append("plan", user.plan().wireName())
                .append("status", user.status().wireName())
                .append("createdAt", Date.from(user.registeredAt()))
                .append("updatedAt", Date.from(user.updatedAt()));
        Optional.ofNullable(user.username())
                .ifPresent(name -> document.append("username", name.value()).append("usernameKey", name.key()));
        Optional.ofNullable(user.lastSignedInAt()).ifPresent(at -> document.append("lastSignedInAt", Date.from(at)));
        return document;
    }

    static List<String> roles(User.State user) {
        return user.roles().stream().map(Role::wireName).sorted().toList();
    }

    static User read(Document document) {
        String username = document.getString("username");
        Date lastSignedInAt = document.getDate("lastSignedInAt");
        return User.restore(new User.State(
                new UserId(document.getString("_id")),
                document.getLong("version"),
                new Email(document.getString("email")),
                username == null ? null : new Username(username),
                document.getString("displayName"),
                document.getString("passwordHash"),
                document.getList("roles", String.class).stream().map(Role::of).collect(Collectors.toSet()),
                Plan.of(document.getString("plan")),
                UserStatus.of(document.getString("status")),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                lastSignedInAt == null ? null : lastSignedInAt.toInstant()));
    }
}
