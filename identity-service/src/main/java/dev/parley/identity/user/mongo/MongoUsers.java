package dev.parley.identity.user.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserEvent;
import dev.parley.identity.user.domain.UserFilter;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.UserStatus;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

@Startup(StartOrder.OUTBOXES) // events that a killed instance did not publish are sent without waiting for a request
@ApplicationScoped
class MongoUsers implements Users {

    static final String COLLECTION = "users";

    /** A purged account is not found. */
    private static final Bson NOT_PURGED = exists(UserDocument.PURGED_AT, false);

    private final OutboxCollection users;
    private final WireEvents<User> wireEvents;
    private final CurrentCaller caller;

    MongoUsers(Outboxes outboxes, WireEvents<User> wireEvents, CurrentCaller caller) {
        this.users = outboxes.openCompacted(COLLECTION, "identity.users");
        this.wireEvents = wireEvents;
        this.caller = caller;
    }

    @Override
    public void add(User user) {
        try {
            users.insert(UserDocument.write(user.state()), events(user));
        } catch (AlreadyExists taken) {
            throw taken(user);
        }
        user.saved();
    }

    @Override
    public void save(User user, List<PendingEvent> alongside) {
        if (!user.isChanged()) {
            return;
        }
        try {
            users.save(
                    user.id().value(), user.version(), UserDocument.write(user.state()), with(alongside, events(user)));
        } catch (AlreadyExists taken) {
            throw taken(user);
        }
        user.saved();
    }

    /** The error does not say reliably which unique key was violated. */
    private UserProblem taken(User user) {
        boolean email = findByEmail(user.state().email())
                .filter(other -> !other.id().equals(user.id()))
                .isPresent();
        return email ? new UserProblem.EmailTaken() : new UserProblem.UsernameTaken();
    }

    @Override
    public void purge(User user, List<PendingEvent> alongside) {
        UserEvent last = user.events().getLast();
        users.replace(
                user.id().value(),
                user.version(),
                UserDocument.purged(user.state(), last.at()),
                with(alongside, wireEvents.of(user, caller.get().actor())));
        user.saved();
    }

    @Override
    public List<UserId> toBePurged(Instant now, int most) {
        return users.mongo()
                .find(lte(UserDocument.PURGE_AT, Date.from(now)))
                .sort(ascending(UserDocument.PURGE_AT))
                .limit(most)
                .map(document -> new UserId(document.getString("_id")))
                .into(new ArrayList<>());
    }

    @Override
    public Optional<Deletion> deletion(UserId id) {
        Document document = users.mongo()
                .find(and(eq("_id", id.value()), exists(UserDocument.DELETED_AT)))
                .first();
        return Optional.ofNullable(document)
                .map(it -> new Deletion(
                        it.getDate(UserDocument.DELETED_AT).toInstant(),
                        Optional.ofNullable(it.getDate(UserDocument.PURGED_AT)).map(Date::toInstant)));
    }

    @Override
    public void saveSignIn(User user) {
        Bson unchanged = and(
                eq("_id", user.id().value()),
                eq("status", WireName.of(user.state().status())),
                eq("roles", UserDocument.roles(user.state())),
                eq("subscription.plan", WireName.of(user.state().subscription().plan())));
        Date at = Date.from(user.events().getLast().at());
        if (!users.update(unchanged, set("lastLoginAt", at), events(user))) {
            throw new VersionClash();
        }
        user.saved();
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
    public List<User.State> search(UserFilter filter, Optional<UserId> after, int most) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(NOT_PURGED);
        filter.email().map(email -> new Email(email).key()).ifPresent(beginning -> {
            conditions.add(gte("emailKey", beginning));
            conditions.add(lt("emailKey", beginning + Character.MAX_VALUE));
        });
        filter.role().ifPresent(role -> conditions.add(eq("roles", WireName.of(role))));
        filter.status().ifPresent(status -> conditions.add(eq("status", WireName.of(status))));
        filter.plan().ifPresent(plan -> conditions.add(eq("subscription.plan", WireName.of(plan))));
        filter.dealership().ifPresent(name -> conditions.add(eq("profile.dealership", name)));
        conditions.add(lt("_id", after.map(UserId::value).orElse(Ids.AFTER_ALL)));
        return users.mongo()
                .find(and(conditions))
                .projection(exclude(List.copyOf(OutboxCollection.OUTBOX)))
                .sort(descending("_id"))
                .limit(most)
                .map(UserDocument::read)
                .into(new ArrayList<>());
    }

    @Override
    public boolean hasActiveAdministrator() {
        return first(and(eq("roles", WireName.of(Role.ADMIN)), eq("status", WireName.of(UserStatus.ACTIVE))))
                .isPresent();
    }

    @Override
    public boolean hasActiveAdministratorBeside(UserId id) {
        return first(and(
                        eq("roles", WireName.of(Role.ADMIN)),
                        eq("status", WireName.of(UserStatus.ACTIVE)),
                        ne("_id", id.value())))
                .isPresent();
    }

    private static List<PendingEvent> with(List<PendingEvent> alongside, List<PendingEvent> own) {
        return Stream.concat(own.stream(), alongside.stream()).toList();
    }

    private List<PendingEvent> events(User user) {
        Caller asking = caller.get();
        boolean byOwner = asking.isGuest() || asking.kind() == Caller.Kind.NOBODY; // at sign-in and sign-up
        return wireEvents.of(user, byOwner ? "user:" + user.id() : asking.actor());
    }

    private Optional<User> first(Bson filter) {
        Document document = users.mongo().find(and(filter, NOT_PURGED)).first();
        return Optional.ofNullable(document).map(UserDocument::read).map(User::restore);
    }
}
