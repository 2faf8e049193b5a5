package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.platform.events.AdminActions;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Cancels an import: it ends within about a second, and rows imported so far stay. */
@ApplicationScoped
public class CancelImport {

    private static final Logger LOG = Logger.getLogger(CancelImport.class);

    private final FindImports find;
    private final Imports imports;
    private final AdminActions adminActions;

    public CancelImport(FindImports find, Imports imports, AdminActions adminActions) {
        this.find = find;
        this.imports = imports;
        this.adminActions = adminActions;
    }

    /**
     * Requests the end; idempotent.
     *
     * @throws FeedProblem when the import does not exist, or has ended otherwise
     */
    public Import handle(ImportId id) {
        Import found = find.handle(id);
        if (found.status() == Import.Status.CANCELLED || imports.isCancelRequested(id)) {
            return found;
        }
        var record = adminActions.record("import.cancelled", "import", id.value());
        if (!imports.requestCancel(id, record.events())) {
            throw new FeedProblem.Ended(id);
        }
        LOG.infof("Import cancelled: importId=%s", id);
        return found;
    }
}
