package dev.parley.identity.client.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every API client there is or was. */
public interface ApiClients {

    /**
     * Stores a new client.
     *
     * @throws ApiClientProblem.NameTaken when another that is not revoked has the name, in whatever case
     */
    void add(ApiClient client);

    /** Stores a change with its events. When the client was changed since it was read, the caller reads it and tries again. */
    void save(ApiClient client);

    /** Notes that the client was at work, unless that was noted within the last {@link ApiClient#USE_NOTED_EVERY}. */
    void noteUse(ApiClientId id, Instant now);

    Optional<ApiClient> find(ApiClientId id);

    /** The newest first, those after {@code after}. */
    List<ApiClient> list(Optional<ApiClientId> after, int limit);
}
