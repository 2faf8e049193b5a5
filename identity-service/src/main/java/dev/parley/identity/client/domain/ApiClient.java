package dev.parley.identity.client.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API client: an external program that calls the API in its own name, with a secret and a set of scopes. */
public final class ApiClient {

    /** How long the previous secret stays valid after a rotation, unless it is revoked at once. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /** The precision of {@code lastUsedAt}. */
    public static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    /** The maximum number of secrets that are valid at the same time. */
    public static final int MOST_SECRETS = 5;

    /** Only an active client gets tokens. */
    public enum Status {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    /**
     * A secret as it is stored.
     *
     * @param id the {@code sid} of tokens that were requested with it
     * @param expiresAt when it expires, once it has been rotated
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

    /**
     * An API client as it is stored: only hashes of its secrets.
     *
     * @param version counts the stored changes; 0 before the first
     * @param createdBy the actor who created it, as in {@code Caller.actor()}
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

    private final ApiClientId id;
    private final String name;
    private final Set<Scope> scopes;
    private final String createdBy;
    private final Instant createdAt;
    private final @Nullable Instant expiresAt;
    private final @Nullable Instant lastUsedAt;
    private final List<ApiClientEvent> events = new ArrayList<>();
    private List<StoredSecret> secrets;
    private Instant updatedAt;
    private @Nullable Instant revokedAt;
    private long version;
    private boolean changed;

    private ApiClient(State state) {
        id = state.id;
        name = state.name;
        scopes = state.scopes;
        createdBy = state.createdBy;
        createdAt = state.createdAt;
        expiresAt = state.expiresAt;
        lastUsedAt = state.lastUsedAt;
        secrets = state.secrets;
        updatedAt = state.updatedAt;
        revokedAt = state.revokedAt;
        version = state.version;
    }

    /**
     * A new client with its first secret.
     *
     * @throws ApiClientProblem.ExpiryPast when the expiry is in the past
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

    /** The client with this stored state. */
    public static ApiClient restore(State state) {
        return new ApiClient(state);
    }

    public State state() {
        return new State(
                id, version, name, scopes, secrets, createdBy, createdAt, updatedAt, expiresAt, revokedAt, lastUsedAt);
    }

    /**
     * Adds a new secret.
     *
     * @param atOnce whether the earlier secrets expire now and all tokens requested with them are revoked, instead of
     *     after {@link #OVERLAP}
     * @throws ApiClientProblem.Ended when it is revoked or has expired
     * @throws ApiClientProblem.TooManySecrets when {@value #MOST_SECRETS} are still valid
     */
    public void rotate(String secretId, ClientSecret secret, boolean atOnce, Instant now) {
        if (status(now) != Status.ACTIVE) {
            throw new ApiClientProblem.Ended();
        }
        List<StoredSecret> kept = new ArrayList<>();
        for (StoredSecret old : secrets) {
            if (atOnce) {
                // A secret that has just expired may still have valid tokens.
                record(new ApiClientEvent.SecretRevoked(old.id, now));
            } else if (old.isGood(now)) {
                Instant end = Objects.requireNonNullElse(old.expiresAt, now.plus(OVERLAP));
                kept.add(new StoredSecret(old.id, old.hash, old.createdAt, end));
            }
        }
        if (kept.size() >= MOST_SECRETS) {
            throw new ApiClientProblem.TooManySecrets();
        }
        kept.add(new StoredSecret(secretId, secret.hash(), now, null));
        secrets = List.copyOf(kept);
        changed(now);
    }

    /** Revokes it with all its tokens; idempotent. */
    public void revoke(Instant now) {
        if (revokedAt == null) {
            secrets = List.of();
            revokedAt = now;
            changed(now);
            record(new ApiClientEvent.Revoked(now));
        }
    }

    /** The stored secret that matches, if both it and the client are valid. */
    public Optional<StoredSecret> authenticate(ClientSecret shown, Instant now) {
        Optional<StoredSecret> found = Optional.empty();
        for (StoredSecret secret : secrets) {
            if (shown.matches(secret.hash) && secret.isGood(now)) {
                found = Optional.of(secret);
            }
        }
        return status(now) == Status.ACTIVE ? found : Optional.empty();
    }

    /** The lifetime of a token issued now: at most until the client expires. */
    public Duration tokenLife(Duration usual, Instant now) {
        Duration left = expiresAt == null ? usual : Duration.between(now, expiresAt);
        return left.compareTo(usual) < 0 ? left : usual;
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** Whether the use is to be stored. */
    public boolean isUseNews(Instant now) {
        return lastUsedAt == null || !now.isBefore(lastUsedAt.plus(USE_NOTED_EVERY));
    }

    public Status status(Instant now) {
        if (revokedAt != null) {
            return Status.REVOKED;
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? Status.EXPIRED : Status.ACTIVE;
    }

    public ApiClientId id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** Whether there is something to save: a new secret is a change without an event. */
    public boolean isChanged() {
        return changed;
    }

    /** The events since it was created or loaded. */
    public List<ApiClientEvent> events() {
        return List.copyOf(events);
    }

    /** The repository has stored this state and these events. */
    public void saved() {
        version++;
        changed = false;
        events.clear();
    }

    private void changed(Instant now) {
        updatedAt = now;
        changed = true;
    }

    private void record(ApiClientEvent event) {
        events.add(event);
        changed = true;
    }
}
