package dev.parley.identity.mail;

/** The purpose of a mail. */
public enum MailKind {
    EMAIL_VERIFICATION,
    PASSWORD_RESET,
    /** To the current address of the account. */
    EMAIL_CHANGE_CURRENT,
    /** To the new address of the account. */
    EMAIL_CHANGE_NEW
}
