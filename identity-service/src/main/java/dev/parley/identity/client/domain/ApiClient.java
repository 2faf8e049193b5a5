package dev.parley.identity.client.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program of another team that calls the API in its own name, with a secret and only for what it was made for. */
public final class ApiClient {

    /** How long a secret is good after the next one was made, unless it ends at once. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /** How finely it is known when a client was last at work. */
    public static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    /** Secrets that are good at the same time. */
    public static final int MOST_SECRETS = 5;

    /** What a client is good for at a moment. */
    public enum Status {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    /**
     * What is kept of a secret.
     *
     * @param id the {@code sid} of tokens that were asked for with it
     * @param expiresAt when it ends, once another has taken its place
     */
    public record StoredSecret(
            String id,
            String hash,
            Instant createdAt,
            @Nullable Instant expiresAt) {

        public boolean isGood(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }

    private State state;
    private final List<ApiClientEvent> events = new ArrayList<>();

    private ApiClient(State state) {
        this.state = state;
    }

    /**
     * A new client with its first secret.
     *
     * @throws ApiClientProblem.ExpiryPast when it would have expired already
     */
    public static ApiClient create(
            ApiClientId id,
            String name,
            Set<Scope> scopes,
            Optional<Instant> expiresAt,
            String createdBy,
            String secretId,
            ClientSecret secret,
            Instant now) {
        if (expiresAt.filter(end -> !now.isBefore(end)).isPresent()) {
            throw new ApiClientProblem.ExpiryPast();
        }
        return new ApiClient(new State(
                id,
                0,
                name,
                scopes,
                List.of(new StoredSecret(secretId, secret.hash(), now, null)),
                createdBy,
                now,
                now,
                expiresAt.orElse(null),
                null,
                null));
    }

    /** A client as it was stored. */
    public static ApiClient restore(State state) {
        return new ApiClient(state);
    }

    /**
     * Gives it another secret.
     *
     * @param atOnce whether the earlier ones end now, with all tokens that were asked for with them, instead of after
     *     {@link #OVERLAP}
     * @throws ApiClientProblem.Ended when it is revoked or has expired
     * @throws ApiClientProblem.TooManySecrets when {@value #MOST_SECRETS} are still good
     */
    public void rotate(String secretId, ClientSecret secret, boolean atOnce, Instant now) {
        if (status(now) != Status.ACTIVE) {
            throw new ApiClientProblem.Ended();
        }
        List<StoredSecret> kept = new ArrayList<>();
        for (StoredSecret old : state.secrets) {
            if (atOnce) {
                // Also of one that has just expired there may be good tokens.
                events.add(new ApiClientEvent.SecretRevoked(old.id, now));
            } else if (old.isGood(now)) {
                Instant end = Objects.requireNonNullElse(old.expiresAt, now.plus(OVERLAP));
                kept.add(new StoredSecret(old.id, old.hash, old.createdAt, end));
            }
        }
        if (kept.size() >= MOST_SECRETS) {
            throw new ApiClientProblem.TooManySecrets();
        }
        kept.add(new StoredSecret(secretId, secret.hash(), now, null));
        state = changed(kept, now, null);
    }

    /** Ends it with all its tokens; a second time changes nothing. */
    public void revoke(Instant now) {
        if (state.revokedAt != null) {
            return;
        }
        state = changed(List.of(), now, now);
        events.add(new ApiClientEvent.Revoked(now));
    }

    /** The secret of the client that this is, if it is a good one of a good client. */
    public Optional<StoredSecret> authenticate(ClientSecret shown, Instant now) {
        Optional<StoredSecret> found = Optional.empty();
        for (StoredSecret secret : state.secrets) {
            if (shown.matches(secret.hash) && secret.isGood(now)) {
                found = Optional.of(secret);
            }
        }
        return status(now) == Status.ACTIVE ? found : Optional.empty();
    }

    /** How long a token given now may be good: no longer than the client is. */
    public Duration tokenLife(Duration usual, Instant now) {
        Duration left = state.expiresAt == null ? usual : Duration.between(now, state.expiresAt);
        return left.compareTo(usual) < 0 ? left : usual;
    }

    public boolean may(Scope scope) {
        return state.scopes.contains(scope);
    }

    /** Whether it is worth noting that the client is at work. */
    public boolean isUseNews(Instant now) {
        return state.lastUsedAt == null || !now.isBefore(state.lastUsedAt.plus(USE_NOTED_EVERY));
    }

    public Status status(Instant now) {
        if (state.revokedAt != null) {
            return Status.REVOKED;
        }
        return state.expiresAt != null && !now.isBefore(state.expiresAt) ? Status.EXPIRED : Status.ACTIVE;
    }

    private State changed(List<StoredSecret> secrets, Instant now, @Nullable Instant revokedAt) {
        return new State(
                state.id,
                state.version,
                state.name,
                state.scopes,
                secrets,
                state.createdBy,
                state.createdAt,
                now,
                state.expiresAt,
                revokedAt,
                state.lastUsedAt);
    }

    public ApiClientId id() {
        return state.id;
    }

    /** Counts the stored changes; 0 before the first. */
    public long version() {
        return state.version;
    }

    public State state() {
        return state;
    }

    /** What happened since the client was made or read. */
    public List<ApiClientEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Everything that is stored of a client: of its secrets only hashes.
     *
     * @param createdBy who made it, as {@code Caller.actor()} says
     * @param lastUsedAt when it last got a token, to the minute
     */
    public record State(
            ApiClientId id,
            long version,
            String name,
            Set<Scope> scopes,
            List<StoredSecret> secrets,
            String createdBy,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {

        public State {
            scopes = Set.copyOf(scopes);
            secrets = List.copyOf(secrets);
        }
    }
}
