package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Recurring job: marks imports with a stale heartbeat as interrupted; items are import ids. */
@ApplicationScoped
class MarkInterruptedImports implements RecurringJob<ImportId> {

    private static final Logger LOG = Logger.getLogger(MarkInterruptedImports.class);
    private final Imports imports;

    MarkInterruptedImports(Imports imports) {
        this.imports = imports;
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
        if (imports.markInterrupted(importId, now.minus(Import.STALE_AFTER))) {
            LOG.infof("Import interrupted: importId=%s", importId);
        }
    }
}
