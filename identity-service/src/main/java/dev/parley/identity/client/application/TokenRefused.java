package dev.parley.identity.client.application;

/** A refused token request, in the terms of OAuth 2.0 (RFC 6749, section 5.2). */
public class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The error codes of the standard that occur here. */
    public enum Error {
        INVALID_REQUEST,
        INVALID_CLIENT,
        UNSUPPORTED_GRANT_TYPE,
        INVALID_SCOPE
    }

    private final Error error;
    private final String description;

    /**
     * @param description for the developer who reads it: ASCII without quotes and backslashes, no data of the request
     */
    public TokenRefused(Error error, String description) {
        super(description, null, false, false);
        this.error = error;
        this.description = description;
    }

    public Error error() {
        return error;
    }

    public String description() {
        return description;
    }
}
