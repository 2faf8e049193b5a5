package dev.parley.identity.session.domain;

import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of all sessions of a user. It is stored before anything else, so that another instance resumes it when the
 * process dies.
 */
public final class SignOut {

    /**
     * A sign-out as it is stored.
     *
     * @param except the session that stays active; null when all end
     * @param issuedBefore the user's older tokens are revoked; null until they are
     * @param doneAt null until it is complete
     * @param version 0 before it is first stored
     */
    public record State(
            SignOutId id,
            UserId user,
            @Nullable SessionId except,
            Instant requestedAt,
            @Nullable Instant issuedBefore,
            @Nullable Instant doneAt,
            long version) {}

    private final SignOutId id;
    private final UserId user;
    private final @Nullable SessionId except;
    private final Instant requestedAt;
    private final List<SignOutEvent> events = new ArrayList<>();
    private @Nullable Instant issuedBefore;
    private @Nullable Instant doneAt;
    private long version;

    private SignOut(State state) {
        id = state.id;
        user = state.user;
        except = state.except;
        requestedAt = state.requestedAt;
        issuedBefore = state.issuedBefore;
        doneAt = state.doneAt;
        version = state.version;
    }

    /** @param except the session that stays active, if any */
    public static SignOut request(SignOutId id, UserId user, Optional<SessionId> except, Instant now) {
        return new SignOut(new State(id, user, except.orElse(null), now, null, null, 0));
    }

    /** The sign-out with this stored state. */
    public static SignOut restore(State state) {
        return new SignOut(state);
    }

    public State state() {
        return new State(id, user, except, requestedAt, issuedBefore, doneAt, version);
    }

    /** Revokes the user's tokens that were issued before the given moment. */
    public void revokeTokens(Instant issuedBefore, Instant now) {
        this.issuedBefore = issuedBefore;
        events.add(new SignOutEvent.TokensRevoked(issuedBefore, now));
    }

    /** Marks it complete. */
    public void finish(Instant now) {
        doneAt = now;
    }

    public SignOutId id() {
        return id;
    }

    public UserId user() {
        return user;
    }

    /** The session that stays active. */
    public Optional<SessionId> except() {
        return Optional.ofNullable(except);
    }

    public long version() {
        return version;
    }

    /** The events since it was requested or loaded. */
    public List<SignOutEvent> events() {
        return List.copyOf(events);
    }

    /** The repository has stored this state and these events. */
    public void saved() {
        version++;
        events.clear();
    }
}
