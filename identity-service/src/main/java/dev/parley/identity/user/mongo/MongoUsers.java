package dev.parley.identity.user.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import dev.parley.identity.user.application.UserMessages;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.VersionClash;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

@Startup // what a killed instance has not published goes out without waiting for a request
@ApplicationScoped
class MongoUsers implements Users {

    static final String COLLECTION = "users";

    private final OutboxCollection users;
    private final UserMessages messages;

    MongoUsers(Outboxes outboxes, UserMessages messages) {
        this.users = outboxes.openCompacted(COLLECTION, "identity.users");
        this.messages = messages;
    }

    @Override
    public void add(User user) {
        try {
            users.insert(UserDocument.write(user.state()), messages.of(user));
        } catch (AlreadyExists taken) {
            // The error does not say reliably which key it was.
            if (findByEmail(user.state().email()).isPresent()) {
                throw new UserProblem.EmailTaken();
            }
            throw new UserProblem.UsernameTaken();
        }
    }

    @Override
    public void save(User user) {
        if (!users.replace(user.id().value(), user.version(), UserDocument.write(user.state()), messages.of(user))) {
            throw new VersionClash();
        }
    }

    @Override
    public boolean saveSignIn(User user) {
        Bson unchanged = and(
                eq("_id", user.id().value()),
                eq("status", user.state().status().wireName()),
                eq("roles", UserDocument.roles(user.state())),
                eq("plan", user.state().plan().wireName()));
        Date at = Date.from(user.events().getLast().at());
        return users.update(unchanged, set("lastSignedInAt", at), messages.of(user));
    }

    @Override
    public Optional<User> find(UserId id) {
        return first(eq("_id", id.value()));
    }

    @Override
    public Optional<User> findByEmail(Email email) {
        return first(eq("emailKey", email.key()));
    }

    @Override
    public Optional<User> findByUsername(Username username) {
        return first(eq("usernameKey", username.key()));
    }

    @Override
    public boolean hasAdministrator() {
        return first(eq("roles", Role.ADMIN.wireName())).isPresent();
    }

    private Optional<User> first(Bson filter) {
        Document document = users.mongo().find(filter).first();
        return Optional.ofNullable(document).map(UserDocument::read);
    }
}
