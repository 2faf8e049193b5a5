package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;

/**
 * What a mail says, and to whom. Nothing that a person can choose freely is ever part of it.
 *
 * @param language a BCP 47 tag; where there are no texts in it they are English
 * @param link where it leads
 */
public record Letter(Email to, String language, String link) {

    /** Without the address and the link: this may end in a log. */
    @Override
    public String toString() {
        return "Letter[…]";
    }
}
