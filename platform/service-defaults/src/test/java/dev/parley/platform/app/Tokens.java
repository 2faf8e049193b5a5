package dev.parley.platform.app;

import java.security.Key;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Tokens as identity signs them, and invalid variants. */
public final class Tokens {

    private Tokens() {}

    public static String user(String id) {
        return sign(claims(id, "user"));
    }

    public static String manager(String id) {
        return sign(claims(id, "user", "manager"));
    }

    public static String guest(String anonymousId) {
        JwtClaims claims = claims("guest:" + anonymousId, "guest");
        claims.setClaim("anonymousId", anonymousId);
        return sign(claims);
    }

    public static String service(String name) {
        return sign(claims("service:" + name, "service"));
    }

    public static String client(String id, String... scopes) {
        JwtClaims claims = claims("client:" + id, scopes);
        claims.setClaim("sid", "secret-of-" + id);
        return sign(claims);
    }

    public static String with(String id, Consumer<JwtClaims> change) {
        JwtClaims claims = claims(id, "user");
        change.accept(claims);
        return sign(claims);
    }

    public static String wrongSignature() {
        try {
            return sign(claims("u", "user"), RsaJwkGenerator.generateJwk(2048).getPrivateKey(), "RS256");
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String algNone() {
        return sign(claims("u", "admin"), null, AlgorithmIdentifiers.NONE);
    }

    /** Signed with the public key as if it were a shared secret: the classic algorithm confusion. */
    public static String publicKeyAsSecret() {
        return sign(
                claims("u", "admin"),
                new HmacKey(Stack.identity.key.getPublicKey().getEncoded()),
                "HS256");
    }

    private static JwtClaims claims(String subject, String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("http://localhost:8080");
        claims.setAudience("parley");
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringListClaim("groups", List.of(groups));
        return claims;
    }

    private static String sign(JwtClaims claims) {
        return sign(claims, Stack.identity.key.getPrivateKey(), "RS256");
    }

    private static String sign(JwtClaims claims, Key key, String algorithm) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setPayload(claims.toJson());
            token.setKeyIdHeaderValue("test");
            token.setKey(key);
            token.setAlgorithmHeaderValue(algorithm);
            token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static NumericDate secondsFromNow(long seconds) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() + seconds);
    }
}
