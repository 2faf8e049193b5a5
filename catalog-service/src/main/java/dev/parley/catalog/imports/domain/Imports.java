package dev.parley.catalog.imports.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The imports and their rejected rows. */
public interface Imports {

    Optional<Import> find(String id);

    /** Keeps a new one, with what is to be told of its start. */
    void insert(Import started, List<PendingEvent> alongside);

    /** Keeps it as it is now. Only the process that runs an import writes it. */
    void save(Import state);

    void addErrors(String importId, List<RowError> errors);

    /** Rejected rows beyond a row, in the order of the feed. */
    List<RowError> errors(String importId, int afterRow, int limit);

    /** Ids of running imports whose last heartbeat is before {@code since}, at most {@code limit}. */
    List<String> silentSince(Instant since, int limit);

    /** Marks one of them as interrupted, unless it has sent a heartbeat meanwhile. */
    void markInterrupted(String id, Instant since);
}
