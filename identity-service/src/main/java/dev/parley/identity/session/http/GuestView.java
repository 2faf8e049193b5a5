package dev.parley.identity.session.http;

import dev.parley.identity.session.application.StartGuestSession;

/**
 * A guest with a new session.
 *
 * @param expiresIn how long the access token is good, in seconds
 */
public record GuestView(String anonymousId, String accessToken, String refreshToken, String tokenType, long expiresIn) {

    static GuestView from(StartGuestSession.Guest guest) {
        return new GuestView(
                guest.anonymousId(),
                guest.tokens().access().value(),
                guest.tokens().refresh().value(),
                "Bearer",
                guest.tokens().access().life().toSeconds());
    }
}
