package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Which services have confirmed that they erased whom. */
public interface Receipts {

    /**
     * What a service has confirmed.
     *
     * @param at when it had erased everything it found at first
     * @param counts how many things that were, by what they were
     * @param repeatedAt when it found something the second time
     * @param repeatedCounts what that was
     */
    record Receipt(
            Optional<Instant> at,
            Map<String, Long> counts,
            Optional<Instant> repeatedAt,
            Map<String, Long> repeatedCounts) {

        /** Nothing was heard of it yet. */
        public static final Receipt NONE = new Receipt(Optional.empty(), Map.of(), Optional.empty(), Map.of());
    }

    /** Keeps a receipt; the same one again changes nothing. */
    void keep(UserId user, String service, boolean repeated, Map<String, Long> counts, Instant at);

    /** Those of an erasure, by service. */
    Map<String, Receipt> of(UserId user);
}
