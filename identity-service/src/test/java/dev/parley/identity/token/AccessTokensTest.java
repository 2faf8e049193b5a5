package dev.parley.identity.token;

import static dev.parley.identity.Client.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.parley.identity.Client;
import dev.parley.identity.ServiceTest;
import dev.parley.identity.Together;
import dev.parley.platform.testing.TestTokens;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class AccessTokensTest {

    @Inject
    SigningKeys keys;

    @Inject
    StoredKeys stored;

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
    }

    @Test
    void areCheckedWithThePublishedKeysAlone() throws Exception {
        String published = given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys[0].use", equalTo("sig"))
                .body("keys[0].d", nullValue())
                .extract()
                .asString();

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(published).getJsonWebKeys()))
                .setExpectedIssuer("https://parley.dev")
                .setExpectedAudience("parley")
                .setRequireExpirationTime()
                .setRequireJwtId()
                .build()
                .processToClaims(ann.accessToken());

        assertEquals(ann.id(), claims.getSubject());
        assertEquals(List.of("user"), claims.getStringListClaimValue("groups"));
        assertEquals("free", claims.getStringClaimValue("plan"));
        assertNotNull(claims.getStringClaimValue("sid"));
        assertEquals(
                900,
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
    }

    @Test
    void areDescribedForOpenIdLibraries() {
        given().get("/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("https://parley.dev"))
                .body("jwks_uri", endsWith("/.well-known/jwks.json"));
    }

    @Test
    void countWhenSignedWithOurKey() {
        as(signed(claims -> claims)).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void doNotCountWhenExpired() {
        Instant now = Instant.now();

        as(signed(claims -> claims.issuedAt(now.minusSeconds(960)).expiresAt(now.minusSeconds(60))))
                .get("/v1/users/me")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/token-expired"));
    }

    @Test
    void doNotCountForAnotherAudienceOrIssuer() {
        refused(signed(claims -> claims.audience("somebody-else")));
        refused(signed(claims -> claims.issuer("https://elsewhere.example")));
    }

    @Test
    void doNotCountWithAnotherSignature() {
        refused(TestTokens.user(ann.id()));
        refused(TestTokens.wrongSignature(ann.id()));
        refused(TestTokens.algNone(ann.id()));
        refused(claims().jws()
                .keyId(keys.current().id())
                .sign(SigningKey.generate().privateKey()));
        refused(ann.accessToken().substring(0, ann.accessToken().length() - 8));
    }

    @Test
    void doNotCountWhenSignedWithThePublicKeyAsASecret() {
        var secret = new SecretKeySpec(keys.current().publicKey().getEncoded(), "HmacSHA256");

        refused(claims().jws().keyId(keys.current().id()).sign(secret));
    }

    @Test
    void areSignedWithOneKeyAlsoWhenTwoCopiesStartAtOnce() throws Exception {
        List<SigningKey> made = Together.run(
                4,
                () -> SigningKey.read(
                        stored.getOrMake("at-once", () -> SigningKey.generate().write())));

        assertEquals(1, Set.copyOf(made).size());
    }

    @Test
    void areSignedWithTheSameKeyAfterARestart() {
        String before = keys.current().id();

        SigningKeys restarted = new SigningKeys(stored);
        restarted.start(new io.quarkus.runtime.StartupEvent());

        assertEquals(before, restarted.current().id());
    }

    private String signed(UnaryOperator<JwtClaimsBuilder> change) {
        return change.apply(claims())
                .jws()
                .keyId(keys.current().id())
                .sign(keys.current().privateKey());
    }

    private JwtClaimsBuilder claims() {
        return Jwt.claims()
                .issuer("https://parley.dev")
                .audience("parley")
                .subject(ann.id())
                .groups("user")
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(60));
    }

    private static void refused(String token) {
        as(token)
                .get("/v1/users/me")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/token-invalid"));
    }
}
