package dev.parley.local;

/** Something the person at the keyboard can put right; its message says what, and is all that is shown. */
final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }
}
