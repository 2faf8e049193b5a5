package dev.parley.identity.session.http;

import dev.parley.identity.session.application.Tokens;

/**
 * What a client holds of its session.
 *
 * @param expiresIn how long the access token is good, in seconds
 */
public record TokensView(String accessToken, String refreshToken, String tokenType, long expiresIn) {

    static TokensView from(Tokens tokens) {
        return new TokensView(
                tokens.access().value(),
                tokens.refresh().value(),
                "Bearer",
                tokens.access().life().toSeconds());
    }
}
