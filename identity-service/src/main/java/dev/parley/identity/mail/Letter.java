package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;

/**
 * The recipient and content of a mail. It never contains text that a user can choose freely.
 *
 * @param language a BCP 47 tag; falls back to English where there are no texts
 * @param link the URL in the mail
 */
public record Letter(Email to, String language, String link) {

    /** Omits the address and the link, because this may be logged. */
    @Override
    public String toString() {
        return "Letter[…]";
    }
}
