package dev.parley.identity.mail;

/** A mail did not go out this time. */
final class MailNotSent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Keeps of the cause only what it is: mail servers quote addresses in what they say. */
    MailNotSent(Throwable cause) {
        super(cause.getClass().getSimpleName(), null, false, false);
    }
}
