package dev.parley.catalog.imports.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The imports and their rejected rows. */
public interface Imports {

    Optional<Import> find(ImportId id);

    /** Stores a new one, with the record of its start as an administrative act. */
    void insert(Import started, List<PendingEvent> alongside);

    /** Stores it as it is now, without a condition: only the process that runs an import writes it. */
    void save(Import running);

    void addErrors(ImportId importId, List<RowError> errors);

    /** Rejected rows beyond a row, in the order of the feed. */
    List<RowError> errors(ImportId importId, int afterRow, int limit);

    /** Ids of running imports whose last heartbeat is before {@code since}, at most {@code limit}. */
    List<ImportId> silentSince(Instant since, int limit);

    /** Marks one of them as interrupted by one conditional write: no effect when it has sent a heartbeat meanwhile. */
    void markInterrupted(ImportId id, Instant since);
}
