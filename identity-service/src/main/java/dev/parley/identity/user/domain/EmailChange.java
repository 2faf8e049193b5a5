package dev.parley.identity.user.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Another address that an account is to get, when its owner has confirmed it at both ends. Until then the address is
 * not reserved.
 *
 * @param id of this request, a UUIDv7 string: mails of an earlier one do not count
 * @param awaited the ends that have not confirmed it
 */
public record EmailChange(String id, Email to, Instant requestedAt, Set<End> awaited) {

    /** How long it can be confirmed. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** Where a mail is read. */
    public enum End {
        /** The address of the account. */
        CURRENT,
        /** The address that it is to get. */
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
