package dev.parley.catalog.imports.domain;

import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repository of imports and the issues of their rows. */
public interface Imports {

    Optional<Import> find(ImportId id);

    /** The imports before the given one (all, when absent), newest first. */
    List<Import> list(Optional<ImportId> before, int limit);

    /** Stores a new import, with an audit record of its start. */
    void insert(Import started, List<PendingEvent> alongside);

    /**
     * Stores the current state: only the process that runs an import writes it. False, without effect, when another one
     * has taken it over.
     */
    boolean save(Import running);

    /** Requests the end of a running import, with an audit record; false when it is not running. */
    boolean requestCancel(ImportId id, List<PendingEvent> alongside);

    boolean isCancelRequested(ImportId id);

    /** The kinds of issues. */
    enum IssueKind {
        /** The row was rejected. */
        ERROR,
        /** The row was accepted, or a column was left out. */
        WARNING
    }

    void add(ImportId importId, IssueKind kind, List<RowIssue> issues);

    /** The issues after the given {@link RowIssue#position()}, in the order of the feed. */
    List<RowIssue> issues(ImportId importId, IssueKind kind, long after, int limit);

    /** Whether no import of its marketplace that was received earlier is running, or waits to be resumed. */
    boolean isNext(Import waiting);

    /**
     * Takes over a running import whose last heartbeat is before {@code since}, by one conditional write; empty when it
     * has sent one in the meantime.
     */
    Optional<Import> takeOver(ImportId id, Instant since, Instant now);

    /** Ids of running imports whose last heartbeat is before {@code since}, at most {@code limit}. */
    List<ImportId> staleSince(Instant since, int limit);

    /**
     * Marks an import as interrupted by one conditional write, and returns whether it did: no effect when it has sent a
     * heartbeat in the meantime.
     */
    boolean markInterrupted(ImportId id, Instant since);
}
