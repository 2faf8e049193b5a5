package dev.parley.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class TokensTest {

    @Inject
    RevokedTokens revoked;

    @Inject
    VerifiedTokens verifiedTokens;

    @Inject
    IdentityProviderManager providers;

    private static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/v1/things/callers/me").then();
    }

    private static void refused(String token, String slug) {
        for (String path : new String[] {"/v1/things/limited", "/v1/things/callers/me"}) {
            given().auth()
                    .oauth2(token)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                    .body("type", equalTo("https://parley.dev/problems/" + slug));
        }
    }

    @Test
    void identifiesTheCaller() {
        me(Tokens.user("u1"))
                .body("kind", equalTo("USER"))
                .body("actor", equalTo("user:u1"))
                .body("plan", equalTo("free"));
        me(Tokens.guest("g1")).body("kind", equalTo("GUEST")).body("actor", equalTo("guest:g1"));
        me(Tokens.service("cart-service"))
                .body("kind", equalTo("SERVICE"))
                .body("actor", equalTo("service:cart-service"));
        me(Tokens.client("c1", Scopes.CATALOG_WRITE))
                .body("kind", equalTo("AGENT"))
                .body("actor", equalTo("agent:c1"));
        me(Tokens.with("u1", claims -> claims.setClaim("plan", "team"))).body("plan", equalTo("team"));
        given().get("/v1/things/callers/me")
                .then()
                .body("kind", equalTo("NOBODY"))
                .body("actor", equalTo("service:things-service"));
    }

    @Test
    void cachesAVerifiedToken() {
        String token = Tokens.user("u1");
        JsonWebTokenCredential credential = new JsonWebTokenCredential(token);
        assertNull(verified(credential), "not seen yet");

        me(token).statusCode(200);

        SecurityIdentity known = verified(credential);
        assertNotNull(known);
        assertEquals("u1", known.getPrincipal().getName());
        assertSame(
                known.getPrincipal(),
                providers
                        .authenticate(new TokenAuthenticationRequest(credential))
                        .await()
                        .indefinitely()
                        .getPrincipal(),
                "the first provider that is asked");
    }

    private SecurityIdentity verified(JsonWebTokenCredential credential) {
        return verifiedTokens
                .authenticate(new TokenAuthenticationRequest(credential), null)
                .await()
                .indefinitely();
    }

    @Test
    void requiresATokenOnAProtectedEndpoint() {
        given().get("/v1/things/closed/manager")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"parley\""))
                .header("WWW-Authenticate", not(containsString("error")))
                .body("type", equalTo("https://parley.dev/problems/unauthenticated"));
    }

    @Test
    void refusesAnUnauthorizedRole() {
        given().auth()
                .oauth2(Tokens.user("u1"))
                .get("/v1/things/closed/manager")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://parley.dev/problems/forbidden"));
        given().auth()
                .oauth2(Tokens.manager("m1"))
                .get("/v1/things/closed/manager")
                .then()
                .statusCode(200);
    }

    /** The role decides, not the subject; and identity gives a client none. */
    @Test
    void anApiClientIsNeitherAServiceNorAUser() {
        String client = Tokens.client("c1", Scopes.CATALOG_WRITE);

        given().auth().oauth2(client).get("/v1/things/closed/manager").then().statusCode(403);
        given().auth().oauth2(client).get("/v1/things/limited").then().header("RateLimit", notNullValue());
    }

    @Test
    void refusesRevokedTokensOfAClientBySubjectOrSecret() {
        me(Tokens.client("c2")).statusCode(200);
        revoked.addSubject(
                "client:c2", Instant.now().plusSeconds(60), Instant.now().plusSeconds(900));
        refused(Tokens.client("c2"), "token-revoked");

        me(Tokens.client("c3")).statusCode(200);
        revoked.addFamily("secret-of-c3", Instant.now().plusSeconds(900));
        refused(Tokens.client("c3"), "token-revoked");
    }

    @Test
    void refusesEveryCallerOfAnEndpointWithoutRoles() {
        given().auth()
                .oauth2(Tokens.manager("m1"))
                .get("/v1/things/closed/undeclared")
                .then()
                .statusCode(403);
    }

    @Test
    void refusesEveryTokenThatIdentityDidNotIssue() {
        refused(Tokens.wrongSignature(), "token-invalid");
        refused(Tokens.algNone(), "token-invalid");
        refused(Tokens.publicKeyAsSecret(), "token-invalid");
        refused("not.a.token", "token-invalid");
        refused(Tokens.with("u1", claims -> claims.setAudience("elsewhere")), "token-invalid");
        refused(Tokens.with("u1", claims -> claims.setIssuer("https://elsewhere")), "token-invalid");
        refused(Tokens.with("u1", claims -> claims.setExpirationTime(Tokens.secondsFromNow(-60))), "token-expired");
    }

    @Test
    void refusesARevokedToken() {
        Instant later = Instant.now().plusSeconds(600);
        String token = Tokens.with("r1", claims -> claims.setJwtId("jti-1"));
        me(token).statusCode(200);
        revoked.addToken("jti-1", later);
        refused(token, "token-revoked");
    }

    @Test
    void refusesARevokedFamily() {
        revoked.addFamily("sid-1", Instant.now().plusSeconds(600));
        refused(Tokens.with("r2", claims -> claims.setClaim("sid", "sid-1")), "token-revoked");
        me(Tokens.with("r2", claims -> claims.setClaim("sid", "sid-2"))).statusCode(200);
    }

    @Test
    void refusesASubjectsTokensFromBefore() {
        revoked.addSubject("r3", Instant.now().minusSeconds(30), Instant.now().plusSeconds(600));
        refused(Tokens.with("r3", claims -> claims.setIssuedAt(Tokens.secondsFromNow(-60))), "token-revoked");
        me(Tokens.user("r3")).statusCode(200);
    }
}
