package dev.parley.identity.token;

import dev.parley.identity.user.domain.Feature;
import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.Subscription;
import dev.parley.identity.user.domain.User;
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
import java.util.stream.Collectors;

/** Signs access tokens (RS256). Everything a service must know of its caller is in them. */
@ApplicationScoped
public class AccessTokens {

    public static final Duration LIFE = Duration.ofMinutes(15);

    static final String ISSUER = "https://parley.dev";
    private static final String AUDIENCE = "parley";

    private final SigningKeys keys;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * @param sessionId what is revoked when the user signs out; roles, plan and features are those of this moment
     */
    public AccessToken ofUser(User user, String sessionId) {
        Set<String> roles = user.state().roles().stream().map(Role::wireName).collect(Collectors.toSet());
        Subscription subscription = user.state().subscription();
        Instant now = clock.instant();
        JwtClaimsBuilder claims = claims(user.id().value(), roles)
                .claim("sid", sessionId)
                .claim("plan", subscription.planAt(now).wireName());
        List<String> features =
                subscription.featuresAt(now).stream().map(Feature::wireName).toList();
        return sign(features.isEmpty() ? claims : claims.claim("features", features));
    }

    public AccessToken ofGuest(String anonymousId, String sessionId) {
        return sign(claims(anonymousId, Set.of(Roles.GUEST))
                .claim("sid", sessionId)
                .claim("plan", Plan.FREE.wireName())
                .claim("anonymousId", anonymousId));
    }

    AccessToken ofService(String clientId) {
        return sign(claims("service:" + clientId, Set.of(Roles.SERVICE)));
    }

    private JwtClaimsBuilder claims(String subject, Set<String> roles) {
        Instant now = clock.instant();
        return Jwt.claims()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .groups(roles)
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .claim("jti", Ids.next());
    }

    private AccessToken sign(JwtClaimsBuilder claims) {
        SigningKey key = keys.current();
        return new AccessToken(claims.jws().keyId(key.id()).sign(key.privateKey()), LIFE);
    }
}
