package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.WireName;
import java.time.Instant;

/**
 * A queued mail.
 *
 * @param id also its Message-ID: the same on every attempt
 * @param seed random bytes of this mail, from which a secret is derived when it is sent
 * @param expiresAt when sending is given up
 */
public record Mail(String id, MailKind kind, Recipient recipient, byte[] seed, Instant createdAt, Instant expiresAt) {

    /** The recipient; the account is looked up when the mail is sent. */
    public sealed interface Recipient {
        record Account(UserId userId) implements Recipient {}

        /** Possibly without an account, which the requester must not learn. */
        record Address(Email email) implements Recipient {}
    }

    /** Omits the recipient and the seed, because this may be logged. */
    @Override
    public String toString() {
        return "Mail[" + id + ", " + WireName.kebab(kind) + "]";
    }
}
