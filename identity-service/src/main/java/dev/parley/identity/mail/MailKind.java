package dev.parley.identity.mail;

import java.util.Locale;

/** What a mail is for. */
public enum MailKind {
    EMAIL_VERIFICATION,
    PASSWORD_RESET,
    /** To the address that an account has. */
    EMAIL_CHANGE_CURRENT,
    /** To the address that it is to get. */
    EMAIL_CHANGE_NEW;

    /** As documents and texts spell it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MailKind of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
