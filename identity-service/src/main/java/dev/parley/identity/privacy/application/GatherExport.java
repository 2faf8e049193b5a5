package dev.parley.identity.privacy.application;

import dev.parley.identity.guest.LinkGuest;
import dev.parley.platform.privacy.ErasedUsers;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.upstream.UpstreamUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Requests every service's part of an export. A failed request is retried: an export has all parts or is not ready. */
@ApplicationScoped
class GatherExport {

    private static final Logger LOG = Logger.getLogger(GatherExport.class);

    /** Longer than six services take to answer or to time out. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The pause before an unavailable service is asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Exports exports;
    private final PersonalParts parts;
    private final ErasureParticipants participants;
    private final ErasedUsers erased;
    private final LinkGuest guests;
    private final Clock clock;

    GatherExport(
            Exports exports,
            PersonalParts parts,
            ErasureParticipants participants,
            ErasedUsers erased,
            LinkGuest guests,
            Clock clock) {
        this.exports = exports;
        this.parts = parts;
        this.participants = participants;
        this.erased = erased;
        this.guests = guests;
        this.clock = clock;
    }

    /** Parts that other instances have stored are not requested again. */
    void handle(ExportId id) {
        Optional<Export> found = exports.find(id).filter(export -> !export.ready());
        Instant now = clock.instant();
        if (found.isEmpty() || !exports.claim(found.get(), now, now.plus(TIMEOUT))) {
            return;
        }
        Export export = found.get();
        Person person =
                new Person(export.user().value(), guests.of(export.user().value()));
        boolean whole = true;
        for (String service : export.missing(participants.services())) {
            if (erased.has(person.userId())) {
                return;
            }
            try {
                exports.keep(export, service, parts.of(service, person));
            } catch (UpstreamUnavailable e) {
                LOG.warnf(
                        "Export part missing, will be retried: exportId=%s service=%s reason=%s",
                        id, service, e.getMessage());
                whole = false;
            }
        }
        if (!whole) {
            exports.postpone(export, clock.instant().plus(PAUSE));
        } else {
            exports.complete(export);
            LOG.infof("Export ready: exportId=%s", id);
        }
    }
}
