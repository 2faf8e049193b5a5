package dev.parley.catalog.imports.domain;

import dev.parley.platform.events.NewEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The imports and their rejected rows. */
public interface Imports {

    Optional<Import> find(String id);

    /** Keeps a new one, with what is to be told of its start. */
    void insert(Import started, List<NewEvent> alongside);

    /** Keeps it as it is now. Only the process that runs an import writes it. */
    void save(Import state);

    void addErrors(String importId, List<RowError> errors);

    /** Rejected rows beyond a row, in the order of the feed. */
    List<RowError> errors(String importId, int afterRow, int limit);

    /** Marks those as interrupted that run and were last heard of before {@code since}; returns how many. */
    int markInterrupted(Instant since);
}
