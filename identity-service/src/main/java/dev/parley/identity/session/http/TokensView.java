package dev.parley.identity.session.http;

import dev.parley.identity.session.application.Tokens;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The tokens of a session.
 *
 * @param expiresIn lifetime of the access token in seconds
 */
@Schema(example = """
        {"accessToken":"eyJhbGciOiJSUzI1NiIsImtpZCI6IjAxIn0.eyJzdWIiOiIwMTk5In0.c2lnbmF0dXJl","refreshToken":"b3BhcXVlIGFuZCBjaGFuZ2VkIGF0IGVhY2ggdXNl","tokenType":"Bearer","expiresIn":900}""")
public record TokensView(String accessToken, String refreshToken, String tokenType, long expiresIn) {

    static TokensView from(Tokens tokens) {
        return new TokensView(
                tokens.access().value(),
                tokens.refresh().value(),
                "Bearer",
                tokens.access().life().toSeconds());
    }
}
