package dev.parley.identity.password.http;

import dev.parley.identity.session.application.SignedIn;
import dev.parley.identity.user.http.UserView;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A user with a new session.
 *
 * @param expiresIn lifetime of the access token in seconds
 */
public record SignedInView(
        UserView user,

        @Schema(examples = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjAxIn0.eyJzdWIiOiIwMTk5In0.c2lnbmF0dXJl")
        String accessToken,

        @Schema(examples = "b3BhcXVlIGFuZCBjaGFuZ2VkIGF0IGVhY2ggdXNl")
        String refreshToken,

        @Schema(examples = "Bearer") String tokenType,
        long expiresIn) {

    static SignedInView from(SignedIn signedIn, Instant now) {
        return new SignedInView(
                UserView.from(signedIn.user().state(), now),
                signedIn.tokens().access().value(),
                signedIn.tokens().refresh().value(),
                "Bearer",
                signedIn.tokens().access().life().toSeconds());
    }
}
