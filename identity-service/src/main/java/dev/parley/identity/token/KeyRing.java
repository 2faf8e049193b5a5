package dev.parley.identity.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys and the use of each. All of it follows from when each begins to sign, so instances that have read
 * the same keys agree without coordination.
 */
record KeyRing(List<ScheduledKey> keys) {

    /**
     * Covers clock skew and instances that read the keys a little later than others: a key stays published this much
     * longer than its last token is valid.
     */
    static final Duration MARGIN = Duration.ofMinutes(5);

    /** The use of a key at a given moment. */
    enum Use {
        /** Published, signs later. */
        NEXT,
        SIGNING,
        /** Signs no more; its last tokens are still valid. */
        RETIRED,
        /** All its tokens have expired. */
        EXPIRED
    }

    KeyRing {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("No keys");
        }
        keys = keys.stream()
                .sorted(Comparator.comparingInt(ScheduledKey::number))
                .toList();
    }

    /** The key that signs at the given moment. */
    ScheduledKey signer(Instant now) {
        return keys.stream()
                .filter(key -> !now.isBefore(key.activeFrom()))
                .reduce((older, newer) -> newer)
                .orElse(keys.getFirst());
    }

    /** The key that signs next, if there is one. */
    Optional<ScheduledKey> next(Instant now) {
        return keys.stream().filter(key -> use(key, now) == Use.NEXT).findFirst();
    }

    ScheduledKey newest() {
        return keys.getLast();
    }

    /** Every key that verifies valid tokens, or soon will. */
    List<ScheduledKey> published(Instant now) {
        return keys.stream().filter(key -> use(key, now) != Use.EXPIRED).toList();
    }

    /** Keys that can be removed. */
    List<ScheduledKey> expired(Instant now) {
        return keys.stream().filter(key -> use(key, now) == Use.EXPIRED).toList();
    }

    Optional<SigningKey> find(@Nullable String id, Instant now) {
        return published(now).stream()
                .map(ScheduledKey::key)
                .filter(key -> key.id().equals(id))
                .findFirst();
    }

    Use use(ScheduledKey key, Instant now) {
        ScheduledKey signer = signer(now);
        if (key.number() == signer.number()) {
            return Use.SIGNING;
        }
        if (key.number() > signer.number()) {
            return Use.NEXT;
        }
        return removedFrom(key).filter(end -> !now.isBefore(end)).isPresent() ? Use.EXPIRED : Use.RETIRED;
    }

    /** When the key is no longer needed: its last token has expired. Empty until another key follows it. */
    Optional<Instant> removedFrom(ScheduledKey key) {
        return keys.stream()
                .filter(other -> other.number() > key.number())
                .findFirst()
                .map(successor -> successor.activeFrom().plus(AccessTokens.LIFE).plus(MARGIN));
    }
}
