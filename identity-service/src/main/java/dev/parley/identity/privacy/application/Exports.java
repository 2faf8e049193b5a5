package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every export that can be fetched, or is being put together. An expired one is none. */
public interface Exports {

    /** Begins an export; while one of the same person is being put together, it is that one. */
    Export begin(String id, UserId user, Instant now);

    Optional<Export> find(String id);

    /** Those that somebody should be putting together. */
    List<String> due(Instant now, int most);

    /**
     * Begins an attempt that is due; false when somebody else is at it. When nothing is heard of it, the next one is
     * due at {@code next}.
     */
    boolean claim(Export export, Instant now, Instant next);

    /** The attempt has not brought everything: the next one is due at {@code next}. */
    void postpone(Export export, Instant next);

    /** Stores a service's part, unless the export has gone meanwhile. The same one again changes nothing. */
    void keep(Export export, String service, byte[] part);

    byte[] part(Export export, String service);

    /** Every part is there. */
    void complete(Export export);
}
