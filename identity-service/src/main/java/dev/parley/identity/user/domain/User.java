package dev.parley.identity.user.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account: who a person is to every service. */
public final class User {

    private State state;
    private final List<UserEvent> events = new ArrayList<>();

    private User(State state) {
        this.state = state;
    }

    /** A new account on the free plan; without a display name it shows the local part of its e-mail address. */
    public static User register(
            UserId id,
            Email email,
            Optional<Username> username,
            Optional<String> displayName,
            String passwordHash,
            Set<Role> roles,
            Instant now) {
        User user = new User(new State(
                id,
                0,
                email,
                username.orElse(null),
                displayName.orElseGet(email::localPart),
                passwordHash,
                roles,
                Plan.FREE,
                UserStatus.ACTIVE,
                now,
                now,
                null));
        user.events.add(new UserEvent.Registered(now));
        return user;
    }

    /** An account as it was stored. */
    public static User restore(State state) {
        return new User(state);
    }

    public void rename(String displayName, Instant now) {
        state = changed(displayName, now, state.lastSignedInAt);
    }

    /** @throws UserProblem.InvalidCredentials when the account is closed: whoever asks learns no more than from a wrong password */
    public void signIn(Instant now) {
        if (!isActive()) {
            throw new UserProblem.InvalidCredentials();
        }
        state = changed(state.displayName, state.updatedAt, now);
        events.add(new UserEvent.SignedIn(now));
    }

    private State changed(String displayName, Instant updatedAt, @Nullable Instant lastSignedInAt) {
        return new State(
                state.id,
                state.version,
                state.email,
                state.username,
                displayName,
                state.passwordHash,
                state.roles,
                state.plan,
                state.status,
                state.registeredAt,
                updatedAt,
                lastSignedInAt);
    }

    public boolean isActive() {
        return state.status == UserStatus.ACTIVE;
    }

    public UserId id() {
        return state.id;
    }

    /** Counts the stored changes; 0 before the first. */
    public long version() {
        return state.version;
    }

    public State state() {
        return state;
    }

    /** What happened since the account was made or read. */
    public List<UserEvent> events() {
        return List.copyOf(events);
    }

    /** Everything that is stored of an account. */
    public record State(
            UserId id,
            long version,
            Email email,
            @Nullable Username username,
            String displayName,
            String passwordHash,
            Set<Role> roles,
            Plan plan,
            UserStatus status,
            Instant registeredAt,
            Instant updatedAt,
            @Nullable Instant lastSignedInAt) {

        public State {
            roles = Set.copyOf(roles);
        }
    }
}
