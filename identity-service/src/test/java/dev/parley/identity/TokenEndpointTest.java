package dev.parley.identity;

import static dev.parley.identity.ApiClientSteps.form;
import static dev.parley.identity.ApiClientSteps.make;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.parley.identity.ApiClientSteps.Made;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class TokenEndpointTest {

    private static final String GRANT = "grant_type=client_credentials";

    private Made client;

    @BeforeEach
    void makeAClient() {
        client = make("catalog:write", "inventory:write");
    }

    @Test
    void authenticatesByBasic() {
        good(basic(client.id(), client.secret(), GRANT))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("scope", equalTo("catalog:write inventory:write"));
    }

    @Test
    void authenticatesByTheBody() {
        good(body(GRANT + inBody()));
        good(given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Forwarded-For", Client.randomAddress())
                .body(GRANT + inBody())
                .post("/v1/auth/token"));
    }

    /** By RFC 6749, id and secret are form-urlencoded before they are joined. */
    @Test
    void decodesBasicCredentials() {
        String encoded = client.secret().replace("_", "%5F").replace("-", "%2D");

        good(basic(client.id(), encoded, GRANT));
    }

    @Test
    void grantsTheRequestedScopesOnly() {
        good(body(GRANT + inBody() + "&scope=inventory%3Awrite")).body("scope", equalTo("inventory:write"));
        good(body(GRANT + inBody() + "&scope=inventory:write+inventory:write+"))
                .body("scope", equalTo("inventory:write"));
        good(body(GRANT + inBody() + "&scope=")).body("scope", equalTo("catalog:write inventory:write"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analytics:read",
                "catalog:write+analytics:read",
                "admin",
                "service",
                "catalog:write,inventory:write",
                "openid"
            })
    void refusesFurtherScopes(String scope) {
        refused(body(GRANT + inBody() + "&scope=" + scope), 400, "invalid_scope");
    }

    @Test
    void refusesTwoWaysOfAuthentication() {
        refused(basic(client.id(), client.secret(), GRANT + inBody()), 400, "invalid_request");
        refused(basic(client.id(), client.secret(), GRANT + "&client_id=another"), 400, "invalid_request");
        good(basic(client.id(), client.secret(), GRANT + "&client_id=" + client.id()));
    }

    @Test
    void refusesAnUnknownClientWithAChallenge() {
        unauthenticated(basic(client.id(), client.secret() + "x", GRANT));
        unauthenticated(basic(client.id(), "", GRANT));
        unauthenticated(basic("nobody", client.secret(), GRANT));
        unauthenticated(basic(make("catalog:write").id(), client.secret(), GRANT));
        unauthenticated(body(GRANT));
        unauthenticated(body(GRANT + "&client_id=" + client.id()));
        unauthenticated(body(GRANT + "&client_id=" + client.id() + "&client_secret="));
        unauthenticated(body(GRANT + "&client_id[$ne]=x&client_secret[$ne]=x"));
        unauthenticated(body(GRANT + "&client_id=" + client.id() + "&client_secret=parley_secret_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic %%%",
                "Basic bm9jb2xvbg==",
                "Basic Og==",
                "Basic /////w==",
                "Digest username=\"x\"",
                "Basic ZTolJSU="
            })
    void refusesMalformedCredentials(String header) {
        unauthenticated(form().header("Authorization", header).body(GRANT).post("/v1/auth/token"));
    }

    @Test
    void refusesSecretsInTheUrl() {
        unauthenticated(form().body(GRANT)
                .post("/v1/auth/token?client_id=" + client.id() + "&client_secret=" + client.secret()));
    }

    @Test
    void refusesOtherGrants() {
        for (String grant :
                new String[] {"password", "authorization_code", "refresh_token", "urn:x", "CLIENT_CREDENTIALS"}) {
            refused(body("grant_type=" + grant + inBody()), 400, "unsupported_grant_type");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grant_type=",
                "scope=catalog:write",
                GRANT + "&" + GRANT,
                GRANT + "&scope=a&scope=b",
                GRANT + "&client_id=a&client_id=a",
                GRANT + "&client_secret=a&client_secret=b",
                GRANT + "&x=%zz",
                GRANT + "&x=%",
                "{\"grant_type\":\"client_credentials\"}"
            })
    void refusesAMalformedRequest(String form) {
        refused(body(form), 400, "invalid_request");
    }

    @Test
    void refusesAnotherMediaType() {
        for (String type : new String[] {"application/json", "text/plain", "multipart/form-data; boundary=x"}) {
            refused(
                    given().header("X-Forwarded-For", Client.randomAddress())
                            .header("Content-Type", type)
                            .body((GRANT + inBody()).getBytes(StandardCharsets.UTF_8))
                            .post("/v1/auth/token"),
                    400,
                    "invalid_request");
        }
    }

    @Test
    void refusesATooLargeBody() {
        refused(body(GRANT + "&x=" + "x".repeat(10_000)), 400, "invalid_request");
        body(GRANT + "&x=" + "x".repeat(1_100_000)).then().statusCode(413);
    }

    @Test
    void ignoresUnknownParameters() {
        good(body(GRANT + inBody() + "&audience=somebody&x=1;y=2"));
    }

    @Test
    void hasNoOtherMethods() {
        given().get("/v1/auth/token").then().statusCode(405);
    }

    @Test
    void isLimitedPerAddress() {
        String address = Client.randomAddress();

        Response refused = firstRefused(() -> from(address).body("x").post("/v1/auth/token"), 400);

        refused.then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("https://parley.dev/problems/rate-limited"));
    }

    @Test
    void isLimitedPerAuthenticatedClient() {
        for (int i = 0; i < 61; i++) {
            unauthenticated(basic(client.id(), "wrong", GRANT));
        }

        Response refused = firstRefused(() -> basic(client.id(), client.secret(), GRANT), 200);

        refused.then().statusCode(429).header("Retry-After", notNullValue());
        good(basicOf(make("catalog:write")));
    }

    /** The first refused response, after the 60 that are allowed and those that the bucket refills meanwhile. */
    private static Response firstRefused(Supplier<Response> ask, int usual) {
        for (int i = 0; i < 60; i++) {
            assertEquals(usual, ask.get().statusCode());
        }
        for (int i = 0; i < 200; i++) {
            Response answer = ask.get();
            if (answer.statusCode() != usual) {
                return answer;
            }
        }
        return fail("Never refused");
    }

    private Response basicOf(Made other) {
        return basic(other.id(), other.secret(), GRANT);
    }

    private static RequestSpecification from(String address) {
        return given().contentType("application/x-www-form-urlencoded").header("X-Forwarded-For", address);
    }

    private String inBody() {
        return "&client_id=" + client.id() + "&client_secret=" + client.secret();
    }

    private static Response body(String form) {
        return form().body(form).post("/v1/auth/token");
    }

    private static Response basic(String id, String secret, String form) {
        String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return form().header("Authorization", "Basic " + pair).body(form).post("/v1/auth/token");
    }

    private static ValidatableResponse good(Response response) {
        return response.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .header("Pragma", equalTo("no-cache"))
                .body("access_token", notNullValue());
    }

    private static void unauthenticated(Response response) {
        refused(response, 401, "invalid_client").header("WWW-Authenticate", startsWith("Basic realm="));
    }

    private static ValidatableResponse refused(Response response, int status, String error) {
        return response.then()
                .statusCode(status)
                .contentType("application/json")
                .header("Cache-Control", containsString("no-store"))
                .body("error", equalTo(error))
                .body("error_description", matchesPattern("[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]+"));
    }
}
