package dev.parley.identity.privacy.application;

import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Resumes exports whose next attempt is due, or whose instance has died. */
@ApplicationScoped
class ResumeExports implements RecurringJob<ExportId> {

    private final Exports exports;
    private final GatherExport gatherExport;

    ResumeExports(Exports exports, GatherExport gatherExport) {
        this.exports = exports;
        this.gatherExport = gatherExport;
    }

    @Override
    public String name() {
        return "exports-left";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<ExportId> due(Instant now, int most) {
        return exports.due(now, most);
    }

    @Override
    public void handle(ExportId id, Instant now) {
        gatherExport.handle(id);
    }
}
