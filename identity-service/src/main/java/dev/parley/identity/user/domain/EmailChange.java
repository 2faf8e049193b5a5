package dev.parley.identity.user.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A pending change of the address, until the owner of the account has confirmed it at both addresses. Until then the
 * new address is not reserved.
 *
 * @param id of this request, a UUIDv7 string: mails of an earlier one are invalid
 * @param awaited the addresses that have not confirmed it
 */
public record EmailChange(String id, Email to, Instant requestedAt, Set<End> awaited) {

    /** How long it can be confirmed. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** One of the two addresses of a change. */
    public enum End {
        /** The current address of the account. */
        CURRENT,
        /** The new address. */
        NEW
    }

    public EmailChange {
        awaited = Set.copyOf(awaited);
    }

    public Instant expiresAt() {
        return requestedAt.plus(LIFE);
    }

    boolean isPending(Instant now) {
        return now.isBefore(expiresAt());
    }

    EmailChange confirmedBy(End end) {
        EnumSet<End> rest = EnumSet.noneOf(End.class);
        rest.addAll(awaited);
        rest.remove(end);
        return new EmailChange(id, to, requestedAt, rest);
    }
}
