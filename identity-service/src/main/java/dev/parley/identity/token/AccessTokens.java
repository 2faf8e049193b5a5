package dev.parley.identity.token;

import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Subscription;
import dev.parley.identity.user.domain.User;
import dev.parley.platform.WireName;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Roles;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Signs access tokens (RS256). They contain everything that a service must know of its caller. */
@ApplicationScoped
public class AccessTokens {

    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final String AUDIENCE = "parley";

    private final SigningKeys keys;
    private final Issuer issuer;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Issuer issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * @param sessionId the {@code sid} that is revoked when the user signs out; roles, plan and features are the
     *     current ones
     * @param authenticatedAt when the user last entered the password ({@code auth_time} of OpenID Connect Core 1.0)
     */
    public AccessToken ofUser(User user, String sessionId, Instant authenticatedAt) {
        Set<String> roles = user.state().roles().stream().map(WireName::of).collect(Collectors.toSet());
        Subscription subscription = user.state().subscription();
        Instant now = clock.instant();
        JwtClaimsBuilder claims = claims(user.id().value(), roles)
                .claim("sid", sessionId)
                .claim("auth_time", authenticatedAt.getEpochSecond())
                .claim("plan", WireName.of(subscription.planAt(now)));
        List<String> features =
                subscription.featuresAt(now).stream().map(WireName::of).toList();
        return sign(features.isEmpty() ? claims : claims.claim("features", features));
    }

    public AccessToken ofGuest(String anonymousId, String sessionId) {
        return sign(claims(anonymousId, Set.of(Roles.GUEST))
                .claim("sid", sessionId)
                .claim("plan", WireName.of(Plan.FREE))
                .claim("anonymousId", anonymousId));
    }

    /** A token with the role {@code service}. */
    public AccessToken ofService(String clientId) {
        return sign(claims("service:" + clientId, Set.of(Roles.SERVICE)));
    }

    /**
     * A token of an API client. Its scopes are its roles, so it can have no others.
     *
     * @param subject of its tokens
     * @param scopes of this token, among those of the client
     * @param secretId the {@code sid} that is revoked when the secret that requested the token is revoked at once
     * @param life its lifetime, at most {@link #LIFE}
     */
    public AccessToken ofClient(
            String clientId, String subject, SortedSet<String> scopes, String secretId, Duration life) {
        Duration valid = life.compareTo(LIFE) < 0 ? life : LIFE;
        return sign(
                claims(subject, scopes, valid)
                        .claim("client_id", clientId)
                        .claim("scope", String.join(" ", scopes))
                        .claim("sid", secretId),
                valid);
    }

    private JwtClaimsBuilder claims(String subject, Set<String> roles) {
        return claims(subject, roles, LIFE);
    }

    private JwtClaimsBuilder claims(String subject, Set<String> roles, Duration life) {
        Instant now = clock.instant();
        return Jwt.claims()
                .issuer(issuer.url())
                .audience(AUDIENCE)
                .subject(subject)
                .groups(roles)
                .issuedAt(now)
                .expiresAt(now.plus(life))
                .claim("jti", Ids.next());
    }

    private AccessToken sign(JwtClaimsBuilder claims) {
        return sign(claims, LIFE);
    }

    private AccessToken sign(JwtClaimsBuilder claims, Duration life) {
        SigningKey key = keys.current();
        return new AccessToken(claims.jws().keyId(key.id()).sign(key.privateKey()), life);
    }
}
