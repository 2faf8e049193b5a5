package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every export that has not expired. Parts of an export come from several instances at a time, so each change is one
 * conditional write; only {@link #begin} throws {@link dev.parley.platform.events.VersionClash}.
 */
public interface Exports {

    /**
     * Begins an export, or returns the one of the same user that is still being gathered.
     *
     * @throws dev.parley.platform.events.VersionClash when that one has just become ready
     */
    Export begin(ExportId id, UserId user, Instant now);

    Optional<Export> find(ExportId id);

    /** Exports that are not ready and whose next attempt is due. */
    List<ExportId> due(Instant now, int most);

    /**
     * Claims an attempt that is due, until {@code next}.
     *
     * @return false when another instance has claimed it
     */
    boolean claim(Export export, Instant now, Instant next);

    /** Ends an attempt with missing parts: the next one is due at {@code next}. */
    void postpone(Export export, Instant next);

    /** Stores a service's part, unless the export has been removed. Idempotent. */
    void keep(Export export, String service, byte[] part);

    byte[] part(Export export, String service);

    /** Marks it ready: every part is stored. */
    void complete(Export export);
}
