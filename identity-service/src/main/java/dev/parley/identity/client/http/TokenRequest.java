package dev.parley.identity.client.http;

import dev.parley.identity.client.application.TokenRefused;
import dev.parley.identity.client.application.TokenRefused.Error;
import dev.parley.identity.client.domain.ClientSecret;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request for a token by client credentials (RFC 6749, sections 2.3.1, 3.2 and 4.4.2).
 *
 * @param scopes the names of the requested scopes; none requests all
 */
record TokenRequest(String clientId, ClientSecret secret, Set<String> scopes) {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "client_credentials";
    private static final String BASIC = "basic ";
    private static final int MOST_CHARACTERS = 8_192;
    private static final Pattern SPACES = Pattern.compile(" +");

    private record Credentials(String clientId, String secret) {}

    /**
     * Parses the request.
     *
     * @throws TokenRefused when it is invalid
     */
    static TokenRequest read(@Nullable String contentType, @Nullable String authorization, @Nullable String body) {
        if (contentType == null
                || !contentType
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(FORM)) {
            throw invalid("The body must be " + FORM + ".");
        }
        Map<String, List<String>> form = parse(body == null ? "" : body);
        if (form.values().stream().anyMatch(values -> values.size() > 1)) {
            throw invalid("A parameter is repeated.");
        }
        String grant = value(form, "grant_type").orElseThrow(() -> invalid("grant_type is missing."));
        if (!grant.equals(GRANT)) {
            throw new TokenRefused(Error.UNSUPPORTED_GRANT_TYPE, "The only supported grant_type is " + GRANT + ".");
        }
        Credentials credentials = authorization == null ? fromForm(form) : fromHeader(authorization, form);
        return new TokenRequest(
                credentials.clientId,
                new ClientSecret(credentials.secret),
                value(form, "scope").map(TokenRequest::names).orElseGet(Set::of));
    }

    private static Map<String, List<String>> parse(String body) {
        if (body.length() > MOST_CHARACTERS) {
            throw invalid("The body is too long.");
        }
        try {
            return new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MOST_CHARACTERS, true).parameters();
        } catch (IllegalArgumentException badEscape) {
            throw invalid("The body is not form-urlencoded.");
        }
    }

    private static Credentials fromForm(Map<String, List<String>> form) {
        return new Credentials(
                value(form, "client_id").orElseThrow(TokenRequest::unauthenticated),
                value(form, "client_secret").orElseThrow(TokenRequest::unauthenticated));
    }

    /** Id and secret are form-urlencoded before they are joined, as the standard has it. */
    private static Credentials fromHeader(String authorization, Map<String, List<String>> form) {
        if (value(form, "client_secret").isPresent()) {
            throw invalid("Authenticate by the Authorization header or by the body, not by both.");
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            throw unauthenticated();
        }
        Credentials credentials = decode(authorization.substring(BASIC.length()).strip());
        if (value(form, "client_id")
                .filter(id -> !id.equals(credentials.clientId))
                .isPresent()) {
            throw invalid("client_id differs from the one in the Authorization header.");
        }
        return credentials;
    }

    private static Credentials decode(String basic) {
        try {
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(basic)))
                    .toString();
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Credentials(
                        URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            throw unauthenticated();
        }
        throw unauthenticated();
    }

    private static Set<String> names(String scope) {
        return new LinkedHashSet<>(
                SPACES.splitAsStream(scope).filter(name -> !name.isEmpty()).toList());
    }

    /** A parameter without a value counts as absent (RFC 6749, section 3.2). */
    private static Optional<String> value(Map<String, List<String>> form, String name) {
        return Optional.ofNullable(form.get(name)).map(List::getFirst).filter(value -> !value.isEmpty());
    }

    private static TokenRefused invalid(String description) {
        return new TokenRefused(Error.INVALID_REQUEST, description);
    }

    private static TokenRefused unauthenticated() {
        return new TokenRefused(Error.INVALID_CLIENT, "The client must authenticate, by HTTP Basic or in the body.");
    }

    /** Omits the secret, because this may be logged. */
    @Override
    public String toString() {
        return "TokenRequest[…]";
    }
}
