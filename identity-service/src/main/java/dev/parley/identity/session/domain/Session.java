package dev.parley.identity.session.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in on one device: a family of refresh tokens of which one, the newest, is good. Whoever shows an older one has
 * a copy that should not exist, so the whole family dies, the thief's part and the owner's.
 */
public final class Session {

    /** How long a refresh token is good unless it is used. */
    public static final Duration LIFE = Duration.ofDays(30);

    /** How long the token just used may be shown again: answers get lost, and tabs refresh at the same time. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** What came of a refresh. */
    public enum Refresh {
        /** The token was the good one; its successor is now. */
        ROTATED,
        /** The token was used a moment ago and its successor has not been: the same successor again. */
        REPEATED,
        /** The token had been used before: the session has ended. */
        REUSED
    }

    private State state;
    private final List<SessionEvent> events = new ArrayList<>();

    private Session(State state) {
        this.state = state;
    }

    public static Session start(SessionId id, Owner owner, RefreshToken first, Device device, Instant now) {
        return new Session(new State(id, 0, owner, first.hash(), null, device, now, now, now, now.plus(LIFE), null));
    }

    /** A session as it was stored. */
    public static Session restore(State state) {
        return new Session(state);
    }

    /**
     * Takes a refresh token for its successor.
     *
     * @param device who shows it now: clients are updated, and move
     * @throws SessionProblem.InvalidRefreshToken when the session has ended
     */
    public Refresh refresh(RefreshToken presented, RefreshToken successor, Device device, Instant now) {
        if (state.revokedAt != null || !now.isBefore(state.expiresAt)) {
            throw new SessionProblem.InvalidRefreshToken();
        }
        String hash = presented.hash();
        if (hash.equals(state.currentHash)) {
            state = new State(
                    state.id,
                    state.version,
                    state.owner,
                    successor.hash(),
                    hash,
                    device,
                    state.startedAt,
                    state.authenticatedAt,
                    now,
                    now.plus(LIFE),
                    null);
            return Refresh.ROTATED;
        }
        if (hash.equals(state.previousHash) && now.isBefore(state.rotatedAt.plus(GRACE))) {
            return Refresh.REPEATED;
        }
        revoke(now);
        return Refresh.REUSED;
    }

    /**
     * Its owner has given the password once more.
     *
     * @throws SessionProblem.InvalidRefreshToken when the session has ended
     */
    public void reauthenticate(Instant now) {
        if (state.revokedAt != null) {
            throw new SessionProblem.InvalidRefreshToken();
        }
        state = new State(
                state.id,
                state.version,
                state.owner,
                state.currentHash,
                state.previousHash,
                state.device,
                state.startedAt,
                now,
                state.rotatedAt,
                state.expiresAt,
                null);
    }

    /** Ends the session with every token of it; a second time changes nothing. */
    public void revoke(Instant now) {
        if (state.revokedAt != null) {
            return;
        }
        state = new State(
                state.id,
                state.version,
                state.owner,
                state.currentHash,
                state.previousHash,
                state.device,
                state.startedAt,
                state.authenticatedAt,
                state.rotatedAt,
                state.expiresAt,
                now);
        events.add(new SessionEvent.Revoked(now));
    }

    public SessionId id() {
        return state.id;
    }

    public Owner owner() {
        return state.owner;
    }

    public boolean hasEnded() {
        return state.revokedAt != null;
    }

    /** Counts the stored changes; 0 before the first. */
    public long version() {
        return state.version;
    }

    public State state() {
        return state;
    }

    /** What happened since the session was started or read. */
    public List<SessionEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Everything that is stored of a session: of its tokens only hashes.
     *
     * @param authenticatedAt when its owner gave the password last; a refresh does not change it
     */
    public record State(
            SessionId id,
            long version,
            Owner owner,
            String currentHash,
            @Nullable String previousHash,
            Device device,
            Instant startedAt,
            Instant authenticatedAt,
            Instant rotatedAt,
            Instant expiresAt,
            @Nullable Instant revokedAt) {}
}
