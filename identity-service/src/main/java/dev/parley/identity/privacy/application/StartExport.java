package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Starts a data export of a person. */
@ApplicationScoped
public class StartExport {

    private static final Logger LOG = Logger.getLogger(StartExport.class);

    private final Exports exports;
    private final GatherExport gatherExport;
    private final Clock clock;

    StartExport(Exports exports, GatherExport gatherExport, Clock clock) {
        this.exports = exports;
        this.gatherExport = gatherExport;
        this.clock = clock;
    }

    /** Returns the running export, if there is one. */
    public Export handle(UserId user) {
        Export export = OptimisticRetry.run(() -> exports.begin(new ExportId(Ids.next()), user, clock.instant()));
        LOG.infof("Export started: userId=%s exportId=%s", user, export.id());
        // The request does not wait for six services; another instance resumes an interrupted export.
        Thread.startVirtualThread(() -> gatherExport.handle(export.id()));
        return export;
    }
}
