package dev.parley.identity.mail;

/** A failed attempt to send a mail. */
final class MailNotSent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Keeps only the type of the cause: error messages of mail servers quote addresses. */
    MailNotSent(Throwable cause) {
        super(cause.getClass().getSimpleName(), null, false, false);
    }
}
