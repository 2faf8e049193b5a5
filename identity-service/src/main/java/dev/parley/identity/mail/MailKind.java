package dev.parley.identity.mail;

/** What a mail is for. */
public enum MailKind {
    EMAIL_VERIFICATION,
    PASSWORD_RESET,
    /** To the address that an account has. */
    EMAIL_CHANGE_CURRENT,
    /** To the address that it is to get. */
    EMAIL_CHANGE_NEW
}
