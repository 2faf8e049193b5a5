package dev.parley.identity.password.http;

import dev.parley.identity.session.application.SignedIn;
import dev.parley.identity.user.http.UserView;
import java.time.Instant;

/**
 * A person with a new session.
 *
 * @param expiresIn how long the access token is good, in seconds
 */
public record SignedInView(UserView user, String accessToken, String refreshToken, String tokenType, long expiresIn) {

    static SignedInView from(SignedIn signedIn, Instant now) {
        return new SignedInView(
                UserView.from(signedIn.user().state(), now),
                signedIn.tokens().access().value(),
                signedIn.tokens().refresh().value(),
                "Bearer",
                signedIn.tokens().access().life().toSeconds());
    }
}
