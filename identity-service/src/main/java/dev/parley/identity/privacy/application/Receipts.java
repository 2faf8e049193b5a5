package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Confirmations of erasures, by person and service. */
public interface Receipts {

    /**
     * A service's confirmation.
     *
     * @param at when the first erasure was complete
     * @param counts the number of erased items by kind
     * @param repeatedAt when the repeated erasure found further items
     * @param repeatedCounts their number by kind
     */
    record Receipt(
            Optional<Instant> at,
            Map<String, Long> counts,
            Optional<Instant> repeatedAt,
            Map<String, Long> repeatedCounts) {

        /** Not confirmed yet. */
        public static final Receipt NONE = new Receipt(Optional.empty(), Map.of(), Optional.empty(), Map.of());
    }

    /** Stores a receipt; idempotent. */
    void keep(UserId user, String service, boolean repeated, Map<String, Long> counts, Instant at);

    /** The receipts of an erasure, by service. */
    Map<String, Receipt> of(UserId user);
}
