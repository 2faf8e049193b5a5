package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.WireName;
import java.time.Instant;

/**
 * A mail that is to be sent.
 *
 * @param id also its Message-ID: the same at every try
 * @param seed random bytes that belong to this mail alone, for a secret that is made of them when it is sent
 * @param expiresAt when it is given up
 */
public record Mail(String id, MailKind kind, Recipient recipient, byte[] seed, Instant createdAt, Instant expiresAt) {

    /** To whom it goes; the account is looked up when it is sent. */
    public sealed interface Recipient {
        record Account(UserId userId) implements Recipient {}

        /** Perhaps nobody's: whoever asked for the mail must not learn that. */
        record Address(Email email) implements Recipient {}
    }

    /** Without the recipient and the seed: this may end in a log. */
    @Override
    public String toString() {
        return "Mail[" + id + ", " + WireName.kebab(kind) + "]";
    }
}
