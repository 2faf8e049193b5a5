package dev.parley.catalog;

import static dev.parley.platform.testing.Requests.as;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.events.AdminActionRecordedV1;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Roles;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestBus.ReceivedEvent;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audit records of managers and administrators. */
@QuarkusTest
class AdminActionsTest extends CatalogTest {

    private final String sku = "SKU-" + Ids.next();
    private final String word = "w" + Ids.next().substring(24);
    private final String manager = Ids.next();
    private String product;

    @Inject
    MongoDatabase database;

    @BeforeEach
    void aLampByAService() {
        assertEquals(
                202,
                post(TestTokens.service("local"), "", TSV, HEADER + row(sku, word + " lamp", 5, "10.00 USD"))
                        .statusCode());
        await().untilAsserted(() -> product = theOne(word).getString("id"));
    }

    private RequestSpecification asManager() {
        return as(TestTokens.onPlan(manager, "free", Set.of(), Roles.USER, Roles.MANAGER))
                .header("X-Forwarded-For", "203.0.113.7")
                .header("User-Agent", "Backoffice/7")
                .header("X-Request-Id", "request-" + sku.substring(4, 20));
    }

    private static ReceivedEvent recorded(String target) {
        return TestBus.awaitEvent(AdminActions.TOPIC, target, AdminActionRecordedV1.class);
    }

    private static void assertChanged(JsonNode record, String field, String before, String after) {
        for (JsonNode change : record.get("changes")) {
            if (change.get("field").asText().equals(field)) {
                assertEquals(before, change.path("before").asText(""));
                assertEquals(after, change.path("after").asText(""));
                return;
            }
        }
        throw new AssertionError(field + " is not in " + record);
    }

    @Test
    void archivingAProductRecordsActorAndOrigin() {
        asManager().delete("/v1/products/" + product).then().statusCode(204);

        ReceivedEvent event = recorded(product);
        JsonNode record = event.data();
        assertEquals("product.archived", record.get("action").asText());
        assertEquals("user:" + manager, record.get("actor").asText());
        assertEquals("user:" + manager, event.headers().get("ce_actor"));
        assertEquals("[\"manager\",\"user\"]", record.get("roles").toString());
        assertEquals(
                "{\"kind\":\"product\",\"id\":\"" + product + "\"}",
                record.get("target").toString());
        assertChanged(record, "status", "active", "archived");
        assertEquals("203.0.113.7", record.get("address").asText());
        assertEquals("Backoffice/7", record.get("agent").asText());
        assertEquals("request-" + sku.substring(4, 20), record.get("requestId").asText());
        assertFalse(event.headers().containsKey("ce_aggregateseq"));
        await().untilAsserted(() -> {
            Document stored = database.getCollection("products")
                    .find(new Document("_id", product))
                    .first();
            assertFalse(stored.containsKey("outboxSince"));
            assertEquals(
                    "dev.parley.product.archived.v1",
                    stored.get("outboxLast", Document.class).getString("type"),
                    "the newest state is the product's");
        });
        assertEquals(
                List.of(1L, 2L),
                TestBus.eventsOf("catalog.products", product).stream()
                        .map(ReceivedEvent::sequence)
                        .toList());
    }

    @Test
    void archivingAgainLeavesNoRecord() {
        asManager().delete("/v1/products/" + product).then().statusCode(204);
        asManager().delete("/v1/products/" + product).then().statusCode(204);
        asManager().delete("/v1/products/" + Ids.next()).then().statusCode(404);

        recorded(product);
        assertEquals(1, TestBus.eventsOf(AdminActions.TOPIC, product).size());
        assertTrue(TestBus.events(AdminActions.TOPIC).stream()
                .filter(event -> event.data().get("actor").asText().equals("user:" + manager))
                .allMatch(event -> event.key().equals(product)));
    }

    @Test
    void adjustingStockRecordsOldAndNewQuantity() {
        asManager()
                .body(Map.of("delta", -2, "reason", "damaged"))
                .post("/v1/inventory/" + sku + "/adjustments")
                .then()
                .statusCode(200);

        JsonNode record = recorded(sku).data();
        assertEquals("inventory.adjusted", record.get("action").asText());
        assertEquals("sku", record.at("/target/kind").asText());
        assertChanged(record, "onHand", "5", "3");
    }

    @Test
    void unchangedAndRejectedAdjustmentsLeaveNoRecord() {
        for (Map<String, Object> adjustment : List.<Map<String, Object>>of(
                Map.of("onHand", 5, "reason", "counted"), Map.of("delta", -6, "reason", "damaged"))) {
            asManager().body(adjustment).post("/v1/inventory/" + sku + "/adjustments");
        }
        asManager()
                .body(Map.of("onHand", 9, "reason", "received"))
                .post("/v1/inventory/" + sku + "/adjustments")
                .then()
                .statusCode(200);

        recorded(sku);
        assertEquals(1, TestBus.eventsOf(AdminActions.TOPIC, sku).size());
    }

    @Test
    void anImportsStartIsRecordedOnceAndKeptDuringProgress() {
        String id = imported(HEADER + row(sku, word + " lamp", 6, "10.00 USD")).getString("id");

        JsonNode record = recorded(id).data();
        assertEquals("import.started", record.get("action").asText());
        assertChanged(record, "marketplace", "", "own");
        assertEquals(1, TestBus.eventsOf(AdminActions.TOPIC, id).size());
    }

    @Test
    void servicesLeaveNoRecord() {
        as(TestTokens.service("order-service"))
                .body(Map.of("delta", 1, "reason", "received"))
                .post("/v1/inventory/" + sku + "/adjustments")
                .then()
                .statusCode(200);
        asManager()
                .body(Map.of("delta", 1, "reason", "received"))
                .post("/v1/inventory/" + sku + "/adjustments")
                .then()
                .statusCode(200);

        assertChanged(recorded(sku).data(), "onHand", "6", "7");
        assertEquals(1, TestBus.eventsOf(AdminActions.TOPIC, sku).size());
    }
}
