package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.edge.testing.AtOnce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Complete scenarios through the gateway, on the packaged services. */
@Tag("e2e")
class EndToEndTest {

    private static RunningParley parley;

    @BeforeAll
    static void start() {
        parley = RunningParley.get();
    }

    @Test
    void theDemoOfOneOrder() {
        new Demo(parley.settings(), parley.launcher().secrets(), new Terminal(System.out)).run();
    }

    @Test
    void sixteenConcurrentBuyersOfFivePieces() throws Exception {
        // Given
        String sku = parley.product(5);
        List<Api> buyers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            buyers.add(parley.buyerWith(sku));
        }

        // When all order at once
        List<JsonNode> orders = AtOnce.run(buyers.stream()
                .<Callable<JsonNode>>map(buyer ->
                        () -> buyer.header("Idempotency-Key", UUID.randomUUID().toString())
                                .header("Prefer", "wait=30")
                                .post("/v1/orders", RunningParley.orderOf("tok_ok"))
                                .expecting(201))
                .toList());

        // Then five have one and eleven get the reason
        Map<String, Long> byStatus = orders.stream()
                .collect(Collectors.groupingBy(order -> order.path("status").asText(), Collectors.counting()));
        assertEquals(Map.of("confirmed", 5L, "cancelled", 11L), byStatus);
        for (JsonNode order : orders) {
            if (order.path("status").asText().equals("cancelled")) {
                assertTrue(order.path("rejection").path("type").asText().contains("stock"), order::toString);
            }
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode stock = parley.inventory(sku);
            assertEquals(0, stock.path("onHand").asInt(), stock::toString);
            assertEquals(0, stock.path("reserved").asInt(), stock::toString);
            assertEquals(0, stock.path("available").asInt(), stock::toString);
        });
    }

    @Test
    void twentyConcurrentRetriesAreOneOrder() throws Exception {
        String sku = parley.product(100);
        Api buyer = parley.buyerWith(sku);
        Api sameKey =
                buyer.header("Idempotency-Key", UUID.randomUUID().toString()).header("Prefer", "wait=20");

        List<Api.Answer> answers = AtOnce.run(20, () -> sameKey.post("/v1/orders", RunningParley.orderOf("tok_ok")));

        Set<Integer> statuses = answers.stream().map(Api.Answer::status).collect(Collectors.toSet());
        assertTrue(Set.of(201, 409).containsAll(statuses), statuses::toString);
        Set<String> ids = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.body().path("id").asText())
                .collect(Collectors.toSet());
        assertEquals(1, ids.size(), ids::toString);
        assertEquals(1, buyer.get("/v1/orders").expecting(200).path("items").size());
    }

    @Test
    void aDeclinedPaymentReleasesStockAndCart() {
        String sku = parley.product(3);
        Api buyer = parley.buyerWith(sku);

        JsonNode order = buyer.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Prefer", "wait=20")
                .post("/v1/orders", RunningParley.orderOf("tok_declined"))
                .expecting(201);

        assertEquals("cancelled", order.path("status").asText(), order::toString);
        assertTrue(order.path("rejection").path("type").asText().contains("payment"), order::toString);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertEquals(3, parley.inventory(sku).path("available").asInt());
            assertEquals(
                    "active",
                    buyer.get("/v1/cart").expecting(200).path("status").asText());
        });
    }

    @Test
    void aRevokedTokenIsRefusedByEveryService() {
        JsonNode session = parley.gateway()
                .post(
                        "/v1/auth/register",
                        Map.of("email", "leaver-" + UUID.randomUUID() + "@example.org", "password", "correct horse"))
                .expecting(201);
        Api leaver = parley.gateway().as(session.path("accessToken").asText());
        assertEquals(200, leaver.get("/v1/cart").status());

        leaver.post(
                        "/v1/auth/logout",
                        Map.of("refreshToken", session.path("refreshToken").asText()))
                .expecting(204);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            for (String path : List.of("/v1/users/me", "/v1/cart", "/v1/orders", "/v1/conversations")) {
                assertEquals(401, leaver.get(path).status(), path);
            }
        });
    }

    @Test
    void anApiClientDoesOnlyWhatItsScopesAllow() throws Exception {
        Api administrator = parley.administrator();
        JsonNode client = administrator
                .post(
                        "/v1/api-clients",
                        Map.of("name", "stock sync " + UUID.randomUUID(), "scopes", List.of("inventory:write")))
                .expecting(201);
        Path form = Files.writeString(
                Files.createTempFile("token", ".form"),
                "grant_type=client_credentials&client_id="
                        + client.path("clientId").asText() + "&client_secret="
                        + client.path("clientSecret").asText());
        JsonNode token = parley.gateway()
                .post("/v1/auth/token", form, "application/x-www-form-urlencoded")
                .expecting(200);
        Api sync = parley.gateway().as(token.path("access_token").asText());
        String adjustments = "/v1/inventory/" + parley.product(1) + "/adjustments";

        sync.post(adjustments, Map.of("delta", 1, "reason", "counted")).expecting(200);
        for (String path : List.of("/v1/users/me", "/v1/orders", "/v1/cart", "/v1/analytics/sales", "/v1/imports/1")) {
            assertEquals(403, sync.get(path).status(), path);
        }

        administrator
                .delete("/v1/api-clients/" + client.path("clientId").asText())
                .expecting(204);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertEquals(
                        401,
                        sync.post(adjustments, Map.of("delta", 1, "reason", "counted"))
                                .status()));
    }

    @Test
    void theOperatorRotatesTheSigningKey() {
        new Keys(parley.settings(), new Terminal(System.out)).run(List.of("rotate"));

        assertEquals(
                2,
                parley.gateway()
                        .get("/.well-known/jwks.json")
                        .expecting(200)
                        .path("keys")
                        .size());
    }
}
