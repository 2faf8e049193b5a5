package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Recurring job: resumes imports with a stale heartbeat, or marks them as interrupted when they cannot be resumed;
 * items are import ids.
 */
@ApplicationScoped
class ResumeImports implements RecurringJob<ImportId> {

    private static final Logger LOG = Logger.getLogger(ResumeImports.class);
    private final Imports imports;
    private final StartImport startImport;

    ResumeImports(Imports imports, StartImport startImport) {
        this.imports = imports;
        this.startImport = startImport;
    }

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public Duration every() {
        return Import.STALE_AFTER;
    }

    @Override
    public List<ImportId> due(Instant now, int most) {
        return imports.staleSince(now.minus(Import.STALE_AFTER), most);
    }

    @Override
    public void handle(ImportId importId, Instant now) {
        Instant stale = now.minus(Import.STALE_AFTER);
        if (!imports.find(importId).map(Import::isResumable).orElse(false)) {
            interrupt(importId, stale);
            return;
        }
        Optional<Import> taken = imports.takeOver(importId, stale, now);
        if (taken.isEmpty()) {
            return;
        }
        Import running = taken.get();
        try {
            running.feed().ifPresent(feed -> startImport.resume(running, feed));
        } catch (FeedProblem e) {
            LOG.warnf("Import not resumed: importId=%s reason=%s", importId, e.detail());
            running.end(Import.Status.INTERRUPTED, now, null);
            imports.save(running);
        }
    }

    private void interrupt(ImportId importId, Instant stale) {
        if (imports.markInterrupted(importId, stale)) {
            LOG.infof("Import interrupted: importId=%s", importId);
        }
    }
}
