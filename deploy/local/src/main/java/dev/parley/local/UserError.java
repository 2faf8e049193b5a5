package dev.parley.local;

/** An error that the user of the command line can fix; only its message is shown. */
final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }
}
