package dev.parley.identity.client.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repository of API clients, including revoked ones. */
public interface ApiClients {

    /**
     * Stores a new client with its events.
     *
     * @param alongside other events of the same write
     * @throws ApiClientProblem.NameTaken when another client that is not revoked has the name, ignoring case
     */
    void add(ApiClient client, List<PendingEvent> alongside);

    /**
     * Stores a change with its events; a client that has not changed is not written.
     *
     * @param alongside other events of the same write
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded
     */
    void save(ApiClient client, List<PendingEvent> alongside);

    /**
     * Stores that the client was used, unless that was stored within the last {@link ApiClient#USE_NOTED_EVERY}. Not a
     * change of the client: its version stays.
     */
    void noteUse(ApiClientId id, Instant now);

    Optional<ApiClient> find(ApiClientId id);

    /** A page of clients, newest first, that follow {@code after}. */
    List<ApiClient> list(Optional<ApiClientId> after, int limit);
}
