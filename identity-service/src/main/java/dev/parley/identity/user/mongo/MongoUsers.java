package dev.parley.identity.user.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import dev.parley.identity.user.application.UserMessages;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserFilter;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.NewEvent;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

@Startup // what a killed instance has not published goes out without waiting for a request
@ApplicationScoped
class MongoUsers implements Users {

    static final String COLLECTION = "users";

    private final OutboxCollection users;
    private final UserMessages messages;
    private final CurrentCaller caller;

    MongoUsers(Outboxes outboxes, UserMessages messages, CurrentCaller caller) {
        this.users = outboxes.openCompacted(COLLECTION, "identity.users");
        this.messages = messages;
        this.caller = caller;
    }

    @Override
    public void add(User user) {
        try {
            users.insert(UserDocument.write(user.state()), events(user));
        } catch (AlreadyExists taken) {
            // The error does not say reliably which key it was.
            if (findByEmail(user.state().email()).isPresent()) {
                throw new UserProblem.EmailTaken();
            }
            throw new UserProblem.UsernameTaken();
        }
    }

    @Override
    public void save(User user, List<NewEvent> alongside) {
        List<NewEvent> events =
                Stream.concat(events(user).stream(), alongside.stream()).toList();
        try {
            if (!users.replace(user.id().value(), user.version(), UserDocument.write(user.state()), events)) {
                throw new VersionClash();
            }
        } catch (MongoException e) {
            if (Storage.isDuplicateKey(e)) {
                throw new UserProblem.UsernameTaken(); // an address does not change
            }
            throw e;
        }
    }

    @Override
    public boolean saveSignIn(User user) {
        Bson unchanged = and(
                eq("_id", user.id().value()),
                eq("status", user.state().status().wireName()),
                eq("roles", UserDocument.roles(user.state())),
                eq("subscription.plan", user.state().subscription().plan().wireName()));
        Date at = Date.from(user.events().getLast().at());
        return users.update(unchanged, set("lastLoginAt", at), events(user));
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
    public List<User> search(UserFilter filter, Optional<UserId> after, int most) {
        List<Bson> conditions = new ArrayList<>();
        filter.email().map(email -> email.strip().toLowerCase(Locale.ROOT)).ifPresent(beginning -> {
            conditions.add(gte("emailKey", beginning));
            conditions.add(lt("emailKey", beginning + Character.MAX_VALUE));
        });
        filter.role().ifPresent(role -> conditions.add(eq("roles", role.wireName())));
        filter.status().ifPresent(status -> conditions.add(eq("status", status.wireName())));
        filter.plan().ifPresent(plan -> conditions.add(eq("subscription.plan", plan.wireName())));
        filter.dealership().ifPresent(name -> conditions.add(eq("profile.dealership", name)));
        after.ifPresent(id -> conditions.add(lt("_id", id.value())));
        return users.mongo()
                .find(conditions.isEmpty() ? Filters.empty() : and(conditions))
                .sort(descending("_id"))
                .limit(most)
                .map(UserDocument::read)
                .into(new ArrayList<>());
    }

    @Override
    public boolean hasAdministrator() {
        return first(eq("roles", Role.ADMIN.wireName())).isPresent();
    }

    private List<NewEvent> events(User user) {
        Caller asking = caller.get();
        boolean byOwner = asking.isGuest() || asking.kind() == Caller.Kind.NOBODY; // who signs in or up is nobody yet
        return messages.of(user, byOwner ? "user:" + user.id() : asking.actor());
    }

    private Optional<User> first(Bson filter) {
        Document document = users.mongo().find(filter).first();
        return Optional.ofNullable(document).map(UserDocument::read);
    }
}
