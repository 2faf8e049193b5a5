package dev.parley.identity;

import static org.hamcrest.Matchers.equalTo;

import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.Requests;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** Requests of clients; each has an address of its own, so that only tests of rate limits reach them. */
public final class Client {

    public static final String PASSWORD = "correct horse battery";

    private Client() {}

    /** A person who has just registered, or a guest. */
    public record SignedIn(String id, String email, String accessToken, String refreshToken) {}

    public static RequestSpecification request() {
        return from(randomAddress());
    }

    public static RequestSpecification from(String address) {
        return Requests.anonymous().header("X-Forwarded-For", address);
    }

    public static RequestSpecification as(String accessToken) {
        return request().auth().oauth2(accessToken);
    }

    public static String randomAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }

    public static String anEmail() {
        return "ann-" + Ids.next() + "@example.com";
    }

    public static SignedIn register() {
        return register(request());
    }

    public static SignedIn register(RequestSpecification request) {
        String email = anEmail();
        return signedIn(
                request.body(Map.of("email", email, "password", PASSWORD)).post("/v1/auth/register"), 201);
    }

    public static Response login(String email, String password) {
        return loginFrom(randomAddress(), email, password);
    }

    public static Response loginFrom(String address, String email, String password) {
        return from(address).body(Map.of("email", email, "password", password)).post("/v1/auth/login");
    }

    public static SignedIn guest() {
        JsonPath body = request()
                .post("/v1/auth/guest")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new SignedIn(
                body.getString("anonymousId"), "", body.getString("accessToken"), body.getString("refreshToken"));
    }

    public static Response refresh(String refreshToken) {
        return request().body(Map.of("refreshToken", refreshToken)).post("/v1/auth/refresh");
    }

    /** The claims of an access token, unverified. */
    public static JsonPath claims(String accessToken) {
        byte[] payload = Base64.getUrlDecoder().decode(accessToken.split("\\.")[1]);
        return JsonPath.from(new String(payload, StandardCharsets.UTF_8));
    }

    /** The session of an access token. */
    public static String sid(String accessToken) {
        return claims(accessToken).getString("sid");
    }

    /** Fails unless the token is refused as revoked within a second. */
    public static void awaitRevoked(String accessToken) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> as(accessToken)
                        .get("/v1/users/me")
                        .then()
                        .statusCode(401)
                        .body("type", equalTo("https://parley.dev/problems/token-revoked")));
    }

    public static SignedIn signedIn(Response response, int status) {
        JsonPath body = response.then().statusCode(status).extract().jsonPath();
        return new SignedIn(
                body.getString("user.id"),
                body.getString("user.email"),
                body.getString("accessToken"),
                body.getString("refreshToken"));
    }
}
