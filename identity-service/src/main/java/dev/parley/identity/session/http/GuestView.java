package dev.parley.identity.session.http;

import dev.parley.identity.session.application.StartGuestSession;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A guest with a new session.
 *
 * @param expiresIn lifetime of the access token in seconds
 */
@Schema(example = """
        {"anonymousId":"0199d1c0-0000-7000-8000-000000000031","accessToken":"eyJhbGciOiJSUzI1NiIsImtpZCI6IjAxIn0.eyJzdWIiOiIwMTk5In0.c2lnbmF0dXJl","refreshToken":"b3BhcXVlIGFuZCBjaGFuZ2VkIGF0IGVhY2ggdXNl","tokenType":"Bearer","expiresIn":900}""")
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
