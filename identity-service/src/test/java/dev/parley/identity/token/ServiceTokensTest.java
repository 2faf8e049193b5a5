package dev.parley.identity.token;

import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.identity.ServiceTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@ServiceTest
class ServiceTokensTest {

    @Test
    void areIssuedToServicesWithASecret() {
        String token = ask("catalog-service", "catalog-secret")
                .then()
                .statusCode(200)
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", equalTo(900))
                .extract()
                .jsonPath()
                .getString("accessToken");

        // It is a valid token, but not a user's.
        as(token).get("/v1/users/me").then().statusCode(403);
    }

    @Test
    void areRefusedToOtherClients() {
        List<Response> refused = List.of(
                ask("catalog-service", "cart-secret"),
                ask("catalog-service", "catalog"),
                ask("nobody", "catalog-secret"));

        refused.forEach(answer ->
                answer.then().statusCode(401).body("type", equalTo("https://parley.dev/problems/invalid-client")));
    }

    @Test
    void needBothParts() {
        ask("catalog-service", "").then().statusCode(400).body("errors.field", equalTo(List.of("clientSecret")));
    }

    @Test
    void secretsMayHoldEqualsSignsAndMustNotBeEmpty() {
        ServiceClients clients = new ServiceClients(Optional.of(List.of("a=b=c")));

        assertTrue(clients.knows("a", "b=c"));
        assertFalse(clients.knows("a", "b"));
        assertThrows(IllegalArgumentException.class, () -> new ServiceClients(Optional.of(List.of("a="))));
        assertFalse(new ServiceClients(Optional.empty()).knows("a", ""));
    }

    private static Response ask(String clientId, String secret) {
        return request()
                .body(Map.of("clientId", clientId, "clientSecret", secret))
                .post("/internal/token");
    }
}
