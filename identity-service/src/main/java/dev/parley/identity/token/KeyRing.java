package dev.parley.identity.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of access tokens and what each is there for. All of it follows from when each begins to sign, so copies that
 * have read the same keys agree without telling each other anything.
 */
record KeyRing(List<ScheduledKey> keys) {

    /**
     * For clocks that differ and for copies that read a little later than others: so much longer than its last token is
     * good a key is known.
     */
    static final Duration MARGIN = Duration.ofMinutes(5);

    /** What a key is there for at a moment. */
    enum Use {
        /** Known to everybody, signs later. */
        NEXT,
        SIGNING,
        /** Signs no more; its last tokens are still good. */
        RETIRED,
        /** No token of it is good any more. */
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

    /** The key that signs. */
    ScheduledKey signer(Instant now) {
        return keys.stream()
                .filter(key -> !now.isBefore(key.activeFrom()))
                .reduce((older, newer) -> newer)
                .orElse(keys.getFirst());
    }

    /** The key that will sign, when there is one. */
    Optional<ScheduledKey> next(Instant now) {
        return keys.stream().filter(key -> use(key, now) == Use.NEXT).findFirst();
    }

    ScheduledKey newest() {
        return keys.getLast();
    }

    /** Every key of which good tokens may be, or soon will be. */
    List<ScheduledKey> published(Instant now) {
        return keys.stream().filter(key -> use(key, now) != Use.EXPIRED).toList();
    }

    /** Keys that nobody needs any more. */
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

    /** When the key is no longer needed: its last token has expired. Nothing as long as no other follows it. */
    Optional<Instant> removedFrom(ScheduledKey key) {
        return keys.stream()
                .filter(other -> other.number() > key.number())
                .findFirst()
                .map(successor -> successor.activeFrom().plus(AccessTokens.LIFE).plus(MARGIN));
    }
}
