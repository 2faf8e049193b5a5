package dev.parley.identity.password.http;

import dev.parley.identity.token.AccessToken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Another access token of the same session.
 *
 * @param expiresIn lifetime in seconds
 */
@Schema(example = """
        {"accessToken":"eyJhbGciOiJSUzI1NiIsImtpZCI6IjAxIn0.eyJzdWIiOiIwMTk5In0.c2lnbmF0dXJl","tokenType":"Bearer","expiresIn":900}""")
public record AccessTokenView(String accessToken, String tokenType, long expiresIn) {

    static AccessTokenView from(AccessToken token) {
        return new AccessTokenView(token.value(), "Bearer", token.life().toSeconds());
    }
}
