package dev.parley.order;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.events.EventType;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.Erasure;
import dev.parley.platform.testing.FakeUpstream;
import dev.parley.platform.testing.FakeUpstream.Answer;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Export and erasure: orders are anonymized and kept for accounting. */
@Tag("storage")
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ErasureTest {

    private static final String CART = """
            {"cartId":"%s","currency":"USD","items":[{"sku":"LAP","productId":"p","name":"Laptop","quantity":2,
            "unitPrice":{"amount":"849.00","currency":"USD"},"lineTotal":{"amount":"1698.00","currency":"USD"}}],
            "pricing":{"subtotal":{"amount":"1698.00","currency":"USD"},"discount":{"amount":"0.00","currency":"USD"},
            "shipping":{"amount":"0.00","currency":"USD"},"tax":{"amount":"0.00","currency":"USD"},"total":{"amount":"1698.00","currency":"USD"}}}""";

    @EventType("dev.parley.stock.reserved.v1")
    record StockReserved(String orderId) {}

    @Inject
    MongoDatabase database;

    private final String user = Ids.next();
    private final String name = "Araminta Quillfeather " + user;
    private final String street = "7 Marmalade Crescent " + user;
    private FakeUpstream carts;
    private FakeUpstream catalog;

    @BeforeEach
    void startUpstreams() {
        carts = FakeUpstream.of("cart")
                .answer("POST", "/internal/carts/freeze", request -> Answer.json(200, CART.formatted(Ids.next())));
        catalog = FakeUpstream.of("catalog").answer("POST", "/internal/reservations/*", request -> Answer.noContent());
    }

    @AfterEach
    void stopUpstreams() {
        carts.close();
        catalog.close();
    }

    @Test
    void anonymizesOrdersAndKeepsTheSale() {
        String id = place(user);
        TestBus.publish("catalog.inventory", id, new StockReserved(id), 1);
        awaitStatus(id, "confirmed");
        String kept = place(Ids.next());
        String given = Ids.next();
        as(TestTokens.service("cart-service"))
                .body(Map.of("userId", user))
                .put("/internal/orders/" + given + "/void")
                .then()
                .statusCode(200);
        JsonNode before = Erasure.export(user);
        assertEquals(2, before.get("orders").size());
        assertEquals(id, before.at("/payments/0/_id").asText());
        for (String theirs : List.of(name, street, "1698.00")) {
            assertTrue(before.toString().contains(theirs), theirs);
        }
        assertFalse(before.toString().contains(kept));
        assertFalse(Erasure.traces(database, street).isEmpty());

        JsonNode receipt = Erasure.purge(user);

        assertEquals(2, receipt.at("/counts/orders").asInt());
        assertEquals(1, receipt.at("/counts/idempotency-answers").asInt());
        assertEquals(List.of(), Erasure.traces(database, name));
        assertEquals(List.of(), Erasure.traces(database, street));
        assertEquals(List.of("erased_users/" + user), Erasure.traces(database, user));
        assertEquals(0, Erasure.export(user).get("orders").size());
        as(TestTokens.manager())
                .get("/v1/orders/" + id)
                .then()
                .statusCode(200)
                .body("status", is("confirmed"), "pricing.total.amount", is("1698.00"))
                .body("items[0].sku", is("LAP"), "shippingAddress.name", is("erased"))
                .body("shippingAddress.country", is("GH"));
    }

    @Test
    void finishesAPendingOrderOfAnErasedBuyer() {
        String id = place(user);

        Erasure.purge(user);
        TestBus.publish("catalog.inventory", id, new StockReserved(id), 1);

        awaitStatus(id, "confirmed");
        assertEquals(List.of(), Erasure.traces(database, street));
        assertEquals(List.of("erased_users/" + user), Erasure.traces(database, user));
    }

    private void awaitStatus(String id, String status) {
        await().untilAsserted(() ->
                as(TestTokens.manager()).get("/v1/orders/" + id).then().body("status", is(status)));
    }

    private String place(String buyer) {
        boolean theirs = buyer.equals(user);
        return as(TestTokens.user(buyer))
                .header("Idempotency-Key", Ids.next())
                .body(Map.of(
                        "shippingAddress",
                        Map.of(
                                "name",
                                theirs ? name : "Somebody Else",
                                "line1",
                                theirs ? street : "1 Ring Road",
                                "line2",
                                theirs ? "c/o " + street : "-",
                                "city",
                                "Accra",
                                "postalCode",
                                "GA-100",
                                "country",
                                "GH"),
                        "payment",
                        Map.of("method", "test", "token", "tok_ok")))
                .post("/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
