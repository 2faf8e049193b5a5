package dev.parley.identity.session.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in on one device: a family of refresh tokens of which only the newest is valid. An older one that is presented
 * is a stolen copy, or the newest is, so the whole family is revoked.
 */
public final class Session {

    /** The lifetime of an unused refresh token. */
    public static final Duration LIFE = Duration.ofDays(30);

    /**
     * How long the token just used may be presented again: responses get lost, and browser tabs refresh concurrently.
     */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** The outcome of a refresh. */
    public enum Refresh {
        /** The token was the valid one; its successor is now. */
        ROTATED,
        /** A retry: the token was used a moment ago and its successor has not been; the same successor again. */
        REPEATED,
        /** The token had been used before: the session is revoked. */
        REUSED
    }

    /**
     * A session as it is stored, with only hashes of its tokens.
     *
     * @param authenticatedAt when its owner last entered the password; a refresh does not change it
     * @param version counts the stored changes; 0 before the first
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

    private final SessionId id;
    private final Owner owner;
    private final Instant startedAt;
    private final List<SessionEvent> events = new ArrayList<>();
    private String currentHash;
    private @Nullable String previousHash;
    private Device device;
    private Instant authenticatedAt;
    private Instant rotatedAt;
    private Instant expiresAt;
    private @Nullable Instant revokedAt;
    private long version;
    private boolean changed;

    private Session(State state) {
        id = state.id;
        owner = state.owner;
        startedAt = state.startedAt;
        currentHash = state.currentHash;
        previousHash = state.previousHash;
        device = state.device;
        authenticatedAt = state.authenticatedAt;
        rotatedAt = state.rotatedAt;
        expiresAt = state.expiresAt;
        revokedAt = state.revokedAt;
        version = state.version;
    }

    public static Session start(SessionId id, Owner owner, RefreshToken first, Device device, Instant now) {
        return new Session(new State(id, 0, owner, first.hash(), null, device, now, now, now, now.plus(LIFE), null));
    }

    /** The session with this stored state. */
    public static Session restore(State state) {
        return new Session(state);
    }

    public State state() {
        return new State(
                id,
                version,
                owner,
                currentHash,
                previousHash,
                device,
                startedAt,
                authenticatedAt,
                rotatedAt,
                expiresAt,
                revokedAt);
    }

    /**
     * Rotates a refresh token.
     *
     * @param device the client that presents it now: clients are updated and change networks
     * @throws SessionProblem.InvalidRefreshToken when the session has ended
     */
    public Refresh refresh(RefreshToken presented, RefreshToken successor, Device device, Instant now) {
        if (hasEnded() || !now.isBefore(expiresAt)) {
            throw new SessionProblem.InvalidRefreshToken();
        }
        String hash = presented.hash();
        if (hash.equals(currentHash)) {
            previousHash = hash;
            currentHash = successor.hash();
            this.device = device;
            rotatedAt = now;
            expiresAt = now.plus(LIFE);
            changed = true;
            return Refresh.ROTATED;
        }
        if (hash.equals(previousHash) && now.isBefore(rotatedAt.plus(GRACE))) {
            return Refresh.REPEATED;
        }
        revoke(now);
        return Refresh.REUSED;
    }

    /**
     * Records that its owner has entered the password again.
     *
     * @throws SessionProblem.InvalidRefreshToken when the session has ended
     */
    public void reauthenticate(Instant now) {
        if (hasEnded()) {
            throw new SessionProblem.InvalidRefreshToken();
        }
        authenticatedAt = now;
        changed = true;
    }

    /** Revokes the session with all its tokens; idempotent. */
    public void revoke(Instant now) {
        if (!hasEnded()) {
            revokedAt = now;
            record(new SessionEvent.Revoked(now));
        }
    }

    public SessionId id() {
        return id;
    }

    public Owner owner() {
        return owner;
    }

    public boolean hasEnded() {
        return revokedAt != null;
    }

    public long version() {
        return version;
    }

    /** Whether there is something to save: a refresh is a change without an event. */
    public boolean isChanged() {
        return changed;
    }

    /** The events since it was started or loaded. */
    public List<SessionEvent> events() {
        return List.copyOf(events);
    }

    /** The repository has stored this state and these events. */
    public void saved() {
        version++;
        changed = false;
        events.clear();
    }

    private void record(SessionEvent event) {
        events.add(event);
        changed = true;
    }
}
