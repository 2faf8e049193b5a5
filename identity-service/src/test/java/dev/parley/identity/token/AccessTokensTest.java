package dev.parley.identity.token;

import static dev.parley.identity.Client.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.parley.identity.Client;
import dev.parley.identity.ServiceTest;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.encryption.Encryption;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.testing.TestTokens;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.time.Clock;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class AccessTokensTest {

    @Inject
    SigningKeys keys;

    @Inject
    StoredKeys stored;

    @Inject
    MongoClient mongodb;

    @Inject
    RetryingWrites writes;

    @Inject
    Encryption encryption;

    @Inject
    Clock clock;

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
    }

    @Test
    void areVerifiedWithThePublishedKeysAlone() throws Exception {
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
                .setExpectedIssuer("http://api.parley.test")
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
                .body("issuer", equalTo("http://api.parley.test"))
                .body("jwks_uri", equalTo("http://api.parley.test/.well-known/jwks.json"))
                .body("token_endpoint", equalTo("http://api.parley.test/v1/auth/token"))
                .body("grant_types_supported", equalTo(List.of("client_credentials")))
                .body(
                        "token_endpoint_auth_methods_supported",
                        equalTo(List.of("client_secret_basic", "client_secret_post")))
                .body("scopes_supported", equalTo(List.of("catalog:write", "inventory:write", "analytics:read")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/jwks.json",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server"
            })
    void areDescribedByCacheableDocuments(String path) {
        String tag = given().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age=300"))
                .extract()
                .header("ETag");

        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Cache-Control", containsString("max-age=300"));
        given().header("If-None-Match", "\"1\"").get(path).then().statusCode(200);
    }

    @Test
    void areAcceptedWhenSignedWithTheServicesKey() {
        as(signed(claims -> claims)).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void areRefusedWhenExpired() {
        Instant now = Instant.now();

        as(signed(claims -> claims.issuedAt(now.minusSeconds(960)).expiresAt(now.minusSeconds(60))))
                .get("/v1/users/me")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/token-expired"));
    }

    @Test
    void areRefusedForAnotherAudienceOrIssuer() {
        refused(signed(claims -> claims.audience("somebody-else")));
        refused(signed(claims -> claims.issuer("https://elsewhere.example")));
    }

    @Test
    void areRefusedWithAnotherSignature() {
        refused(TestTokens.user(ann.id()));
        refused(TestTokens.wrongSignature(ann.id()));
        refused(TestTokens.algNone(ann.id()));
        refused(claims().jws()
                .keyId(keys.current().id())
                .sign(SigningKey.generate().privateKey()));
        refused(ann.accessToken().substring(0, ann.accessToken().length() - 8));
    }

    @Test
    void areRefusedWhenSignedWithThePublicKeyAsASecret() {
        var secret = new SecretKeySpec(keys.current().publicKey().getEncoded(), "HmacSHA256");

        refused(claims().jws().keyId(keys.current().id()).sign(secret));
    }

    @Test
    void areSignedWithOneKeyByInstancesThatStartConcurrently() throws Exception {
        MongoDatabase empty = mongodb.getDatabase("test-start-" + Ids.next());
        StoredKeys copies = new StoredKeys(empty, encryption, writes, clock);

        List<String> made = AtOnce.run(4, () -> {
            copies.makeFirst();
            return copies.ring().signer(clock.instant()).key().id();
        });

        assertEquals(1, Set.copyOf(made).size());
        empty.drop();
    }

    @Test
    void areSignedWithTheSameKeyAfterARestart() {
        String before = keys.current().id();

        SigningKeys restarted = new SigningKeys(stored, clock);
        restarted.read();

        assertEquals(before, restarted.current().id());
    }

    /** The parts of two tokens cannot be combined. */
    @Test
    void areRefusedWhenCombinedFromTwo() {
        String[] anns = ann.accessToken().split("\\.");
        String[] bobs = Client.register().accessToken().split("\\.");

        refused(anns[0] + "." + bobs[1] + "." + anns[2]);
        refused(anns[0] + "." + anns[1] + "." + bobs[2]);
        refused(anns[0] + "." + anns[2] + "." + anns[1]);
    }

    @Test
    void areRefusedWhenTruncated() {
        String token = ann.accessToken();
        for (int length :
                new int[] {1, 10, token.indexOf('.'), token.indexOf('.') + 1, token.lastIndexOf('.'), token.length() - 1
                }) {
            refused(token.substring(0, length));
        }
        refused(token + "." + token);
        refused(token + "A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "../../../../dev/null",
                "http://127.0.0.1:1/jwks.json",
                "https://elsewhere.example/jwks.json",
                "file:///etc/passwd",
                "1",
                "refresh-secret",
                "' || '1'=='1",
                ""
            })
    void areRefusedWithAnUnknownKeyId(String kid) {
        refused(claims().jws().keyId(kid).sign(SigningKey.generate().privateKey()));
        refused(claims().jws().keyId(kid).sign(keys.current().privateKey()));
    }

    @Test
    void areRefusedWithAVeryLongKeyId() {
        refused(claims().jws().keyId("k".repeat(6_000)).sign(keys.current().privateKey()));
    }

    @Test
    void areRefusedWithoutAKeyId() {
        refused(claims().jws().sign(keys.current().privateKey()));
    }

    /** The tolerated clock skew is 5 seconds: a token is valid that much longer, and that much earlier. */
    @Test
    void tolerateClockSkewUpToALimit() {
        Instant now = Instant.now();

        as(signed(claims -> claims.issuedAt(now.minusSeconds(900)).expiresAt(now.minusSeconds(1))))
                .get("/v1/users/me")
                .then()
                .statusCode(200);
        as(signed(claims -> claims.claim("nbf", now.plusSeconds(3).getEpochSecond())))
                .get("/v1/users/me")
                .then()
                .statusCode(200);

        as(signed(claims -> claims.issuedAt(now.minusSeconds(960)).expiresAt(now.minusSeconds(60))))
                .get("/v1/users/me")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/token-expired"));
        refused(signed(claims -> claims.claim("nbf", now.plusSeconds(60).getEpochSecond())));
    }

    private String signed(UnaryOperator<JwtClaimsBuilder> change) {
        return change.apply(claims())
                .jws()
                .keyId(keys.current().id())
                .sign(keys.current().privateKey());
    }

    private JwtClaimsBuilder claims() {
        return Jwt.claims()
                .issuer("http://api.parley.test")
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
