package dev.parley.identity.client.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every API client there is or was. */
public interface ApiClients {

    /**
     * Stores a new client, with what else is to be told of it.
     *
     * @throws ApiClientProblem.NameTaken when another that is not revoked has the name, in whatever case
     */
    void add(ApiClient client, List<PendingEvent> alongside);

    /**
     * Stores a change with its events, and what else is to be told of it. When the client was changed since it was
     * read, the caller reads it and tries again.
     */
    void save(ApiClient client, List<PendingEvent> alongside);

    /** Notes that the client was at work, unless that was noted within the last {@link ApiClient#USE_NOTED_EVERY}. */
    void noteUse(ApiClientId id, Instant now);

    Optional<ApiClient> find(ApiClientId id);

    /** The newest first, those after {@code after}. */
    List<ApiClient> list(Optional<ApiClientId> after, int limit);
}
