package dev.parley.identity.client.domain;

/** An API client's id, a UUIDv7 string; the {@code client_id} of OAuth. */
public record ApiClientId(String value) {

    /** The {@code sub} of its access tokens. */
    public String subject() {
        return "client:" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
