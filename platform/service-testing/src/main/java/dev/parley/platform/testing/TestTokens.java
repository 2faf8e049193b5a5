package dev.parley.platform.testing;

import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Roles;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Access tokens as identity-service issues them, signed with the test key, and invalid variants. */
public final class TestTokens {

    private static final Duration LIFE = Duration.ofMinutes(15);

    private TestTokens() {}

    /** A shopper with the role {@code user}. */
    public static String user(String userId) {
        return user(userId, Roles.USER);
    }

    /** An account with these roles. */
    public static String user(String userId, String... roles) {
        return sign(claims(userId, Set.of(roles), Instant.now().plus(LIFE)));
    }

    /** A shopper whose token has this refresh family and id, so that it can be revoked. */
    public static String user(String userId, String family, String tokenId) {
        return sign(claims(userId, Set.of(Roles.USER), Instant.now().plus(LIFE))
                .claim("sid", family)
                .claim("jti", tokenId));
    }

    public static String manager() {
        return user(Ids.next(), Roles.MANAGER);
    }

    public static String admin() {
        return user(Ids.next(), Roles.ADMIN);
    }

    /** An account with these roles on a plan, with additional features. */
    public static String onPlan(String userId, String plan, Set<String> features, String... roles) {
        return sign(claims(userId, Set.of(roles), Instant.now().plus(LIFE))
                .claim("plan", plan)
                .claim("features", features));
    }

    public static String guest(String anonymousId) {
        return sign(claims(anonymousId, Set.of(Roles.GUEST), Instant.now().plus(LIFE))
                .claim("anonymousId", anonymousId));
    }

    /** A token of a service, {@code name} as in {@code catalog-service}. */
    public static String service(String name) {
        return sign(
                claims("service:" + name, Set.of(Roles.SERVICE), Instant.now().plus(LIFE)));
    }

    /** An API client with these scopes. */
    public static String client(String clientId, String... scopes) {
        return sign(claims("client:" + clientId, Set.of(scopes), Instant.now().plus(LIFE))
                .claim("client_id", clientId)
                .claim("scope", String.join(" ", scopes)));
    }

    public static String expired(String userId) {
        return sign(claims(userId, Set.of(Roles.USER), Instant.now().minus(Duration.ofMinutes(5))));
    }

    public static String wrongSignature(String userId) {
        return sign(claims(userId, Set.of(Roles.USER), Instant.now().plus(LIFE)), TestRealm.strangersKey());
    }

    public static String wrongAudience(String userId) {
        return sign(claims(userId, Set.of(Roles.USER), Instant.now().plus(LIFE)).audience("somebody-else"));
    }

    public static String wrongIssuer(String userId) {
        return sign(claims(userId, Set.of(Roles.USER), Instant.now().plus(LIFE)).issuer("https://elsewhere.example"));
    }

    /** An unsigned token ({@code alg: none}). */
    public static String algNone(String userId) {
        String payload = user(userId).split("\\.")[1];
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + payload + ".";
    }

    private static JwtClaimsBuilder claims(String subject, Set<String> roles, Instant expiry) {
        return Jwt.claims()
                .issuer(TestRealm.ISSUER)
                .audience(TestRealm.AUDIENCE)
                .subject(subject)
                .groups(roles)
                .claim("jti", Ids.next())
                .claim("sid", Ids.next())
                .claim("plan", "free")
                .claim("auth_time", expiry.minus(LIFE).getEpochSecond())
                .issuedAt(expiry.minus(LIFE))
                .expiresAt(expiry);
    }

    private static String sign(JwtClaimsBuilder claims) {
        return sign(claims, TestRealm.privateKey());
    }

    private static String sign(JwtClaimsBuilder claims, PrivateKey key) {
        return claims.jws().keyId(TestRealm.KEY_ID).sign(key);
    }
}
