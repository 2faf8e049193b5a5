package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.RowIssue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads the progress of imports. */
@ApplicationScoped
public class FindImports {

    private final Imports imports;
    private final Clock clock;

    public FindImports(Imports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /** @throws FeedProblem when the import does not exist */
    public Import handle(ImportId id) {
        Import found = imports.find(id).orElseThrow(() -> new FeedProblem.NoImport(id));
        found.endIfSilent(clock.instant());
        return found;
    }

    /** The imports before the given one (all, when absent), newest first. */
    public List<Import> list(Optional<ImportId> before, int limit) {
        List<Import> found = imports.list(before, limit);
        found.forEach(one -> one.endIfSilent(clock.instant()));
        return found;
    }

    /** The issues after the given {@link RowIssue#position()}, in the order of the feed. */
    public List<RowIssue> issues(ImportId id, Imports.IssueKind kind, long after, int limit) {
        handle(id);
        return imports.issues(id, kind, after, limit);
    }
}
