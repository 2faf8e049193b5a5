package dev.parley.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class FeaturesTest {

    private static final String CREATE = "/v1/extras";
    private static final String TRAIN = "/v1/extras/training";

    private static ValidatableResponse get(String path, String token) {
        return given().auth().oauth2(token).get(path).then();
    }

    private static String on(String plan, String... added) {
        return Tokens.with("u1", claims -> {
            claims.setClaim("plan", plan);
            claims.setStringListClaim("features", List.of(added));
        });
    }

    @Test
    void anEndpointIsOpenToPlansThatHaveItsFeature() {
        for (String plan : List.of("premium", "enterprise")) {
            get(CREATE, on(plan)).statusCode(200);
            get(TRAIN, on(plan)).statusCode(200);
        }
        get(TRAIN, on("basic")).statusCode(200);
    }

    @Test
    void aPlanWithoutItIsNamedAndSoIsTheFeature() {
        for (String plan : List.of("free", "basic", "unheard-of")) {
            get(CREATE, on(plan))
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("https://parley.dev/problems/feature-not-in-plan"))
                    .body("detail", containsString("content_creation"))
                    .body("feature", equalTo("content_creation"))
                    .body("plan", equalTo(plan));
        }
        get(TRAIN, Tokens.user("u1")).statusCode(403).body("plan", equalTo("free"));
        get(CREATE, Tokens.guest("g1")).statusCode(403).body("feature", equalTo("content_creation"));
    }

    @Test
    void aFeatureMayBeAddedToAnyPlan() {
        get(CREATE, on("free", "content_creation")).statusCode(200);
        get(CREATE, on("free", "voice_training")).statusCode(403);
        get(TRAIN, on("free", "voice_training")).statusCode(200);
        get("/v1/things/callers/me", on("free", "voice_training")).body("features", contains("voice_training"));
    }

    @Test
    void servicesAreAllowedBecauseTheyCallOnBehalfOfUsers() {
        get(CREATE, Tokens.service("chat-service")).statusCode(200);
    }

    @Test
    void rolesAreCheckedFirst() {
        get(TRAIN, Tokens.guest("g1")).statusCode(403).body("type", equalTo("https://parley.dev/problems/forbidden"));
        given().get(CREATE).then().statusCode(401);
    }

    @Test
    void aFeatureRequiresATokenEvenOnAPublicEndpoint() {
        given().get("/v1/extras/open")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://parley.dev/problems/unauthenticated"));
    }
}
