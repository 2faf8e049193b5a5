package dev.parley.catalog.inventory;

import static dev.parley.platform.testing.Requests.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.catalog.CatalogTest;
import dev.parley.catalog.inventory.kafka.OrderConsumer.Item;
import dev.parley.catalog.inventory.kafka.OrderConsumer.OrderCancelledV1;
import dev.parley.catalog.inventory.kafka.OrderConsumer.OrderConfirmedV1;
import dev.parley.catalog.inventory.kafka.OrderConsumer.OrderPlacedV1;
import dev.parley.catalog.inventory.kafka.OrderConsumer.OrderRejectedV1;
import dev.parley.catalog.inventory.kafka.ReservationWireEvents.StockCommittedV1;
import dev.parley.catalog.inventory.kafka.ReservationWireEvents.StockRejectedV1;
import dev.parley.catalog.inventory.kafka.ReservationWireEvents.StockReleasedV1;
import dev.parley.catalog.inventory.kafka.ReservationWireEvents.StockReservedV1;
import dev.parley.catalog.inventory.kafka.StockWireEvents.StockAdjustedV1;
import dev.parley.catalog.inventory.kafka.StockWireEvents.StockLowV1;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stock over HTTP and over events. */
@QuarkusTest
class InventoryTest extends CatalogTest {

    private static final String ORDERS = "order.orders";
    private static final String INVENTORY = "catalog.inventory";

    private final String sku = "SKU-" + Ids.next();
    private final String order = Ids.next();

    @BeforeEach
    void importStock() {
        imported(HEADER + row(sku, "Something " + sku, 5, "10.00 USD"));
    }

    @Test
    void reservesCommitsAndReturnsStock() {
        TestBus.publish(ORDERS, order, placed(order, 2), 1);
        TestBus.awaitEvent(INVENTORY, order, StockReservedV1.class);
        stock(5, 2, 3);

        TestBus.publish(ORDERS, order, new OrderConfirmedV1(order), 2);
        TestBus.awaitEvent(INVENTORY, order, StockCommittedV1.class);
        stock(3, 0, 3);

        TestBus.publish(ORDERS, order, new OrderCancelledV1(order, true), 3);
        stock(5, 0, 5);
        var adjusted = TestBus.awaitEvent(
                INVENTORY, sku, event -> event.data().get("reason").asText().equals("order-cancelled"));
        assertEquals(2, adjusted.data().get("delta").asInt());
    }

    @Test
    void releasesTheStockOfARejectedOrder() {
        TestBus.publish(ORDERS, order, placed(order, 5), 1);
        TestBus.awaitEvent(INVENTORY, order, StockReservedV1.class);

        TestBus.publish(ORDERS, order, new OrderRejectedV1(order), 2);

        var released = TestBus.awaitEvent(INVENTORY, order, StockReleasedV1.class);
        assertEquals("order-rejected", released.data().get("reason").asText());
        stock(5, 0, 5);
    }

    @Test
    void rejectsWithTheShortages() {
        TestBus.publish(ORDERS, order, placed(order, 6), 1);

        var rejected = TestBus.awaitEvent(INVENTORY, order, StockRejectedV1.class);

        assertEquals("out-of-stock", rejected.data().get("reason").asText());
        assertEquals(5, rejected.data().at("/lines/0/available").asInt());
        stock(5, 0, 5);
    }

    @Test
    void reservesFiveUnitsForFiveOfSixteenOrders() {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String id = Ids.next();
            orders.add(id);
            String event = Ids.next();
            TestBus.publish(ORDERS, id, placed(id, 1), 1, event);
            TestBus.publish(ORDERS, id, placed(id, 1), 1, event);
        }

        TestBus.awaitHandled(ORDERS);
        List<TestBus.ReceivedEvent> outcomes = TestBus.events(INVENTORY).stream()
                .filter(event -> orders.contains(event.key()))
                .toList();
        assertEquals(16, outcomes.size());
        assertEquals(
                Set.copyOf(orders),
                outcomes.stream().map(TestBus.ReceivedEvent::key).collect(Collectors.toSet()));
        assertEquals(
                5,
                outcomes.stream()
                        .filter(event -> event.type().equals("dev.parley.stock.reserved.v1"))
                        .count());
        stock(5, 5, 0);
    }

    @Test
    void sendsAContradictoryEventToTheDeadLetters() {
        TestBus.publish(ORDERS, order, new OrderConfirmedV1(order), 1);

        await().untilAsserted(() ->
                assertEquals(1, TestBus.eventsOf("order.orders.dlq", order).size()));
    }

    @Test
    void letsOnlyServicesPinReservations() {
        pin(TestTokens.service("order-service"), order)
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/reservation-not-found"));
        TestBus.publish(ORDERS, order, placed(order, 1), 1);
        TestBus.awaitEvent(INVENTORY, order, StockReservedV1.class);

        pin(TestTokens.service("order-service"), order).statusCode(204);
        pin(TestTokens.service("order-service"), order).statusCode(204);
        pin(TestTokens.admin(), order).statusCode(403);
        TestBus.publish(ORDERS, order, new OrderCancelledV1(order, false), 2);
        TestBus.awaitEvent(INVENTORY, order, StockReleasedV1.class);

        pin(TestTokens.service("order-service"), order)
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/reservation-ended"));
    }

    @Test
    void adjustsOncePerIdempotencyKey() {
        String manager = TestTokens.manager();
        String key = Ids.next();
        for (int i = 0; i < 2; i++) {
            adjust(manager, key, "{\"delta\":3,\"reason\":\"received\"}")
                    .statusCode(200)
                    .body("onHand", equalTo(8));
        }

        adjust(TestTokens.service("local"), Ids.next(), "{\"onHand\":1,\"reason\":\"counted\"}")
                .statusCode(200)
                .body("available", equalTo(1));

        var events = TestBus.awaitEvent(
                INVENTORY, sku, event -> event.data().get("onHand").asInt() == 1);
        assertEquals(-7, events.data().get("delta").asInt());
        assertEquals(
                3,
                TestBus.eventsOf(INVENTORY, sku).stream()
                        .filter(e -> e.type().equals(typeOf(StockAdjustedV1.class)))
                        .count());
    }

    @Test
    void announcesLowStockOfAThreshold() {
        settings(TestTokens.manager(), "{\"warehouseLocation\":\"A-12\",\"lowStockThreshold\":3}")
                .statusCode(200)
                .body("warehouseLocation", equalTo("A-12"))
                .body("maxPerOrder", nullValue());

        TestBus.publish(ORDERS, order, placed(order, 2), 1);
        TestBus.awaitEvent(INVENTORY, order, StockReservedV1.class);
        TestBus.publish(ORDERS, order, new OrderConfirmedV1(order), 2);
        var low = TestBus.awaitEvent(INVENTORY, sku, StockLowV1.class);
        assertEquals(3, low.data().get("available").asInt());
        assertEquals(3, low.data().get("threshold").asInt());

        adjust(TestTokens.manager(), Ids.next(), "{\"delta\":-1,\"reason\":\"damaged\"}")
                .statusCode(200);
        adjust(TestTokens.manager(), Ids.next(), "{\"delta\":5,\"reason\":\"received\"}")
                .statusCode(200);
        TestBus.awaitEvent(INVENTORY, sku, event -> event.data().path("delta").asInt() == 5);
        assertEquals(
                1,
                TestBus.eventsOf(INVENTORY, sku).stream()
                        .filter(event -> event.type().equals(typeOf(StockLowV1.class)))
                        .count());
    }

    @Test
    void rejectsAnOrderAboveTheLimit() {
        settings(TestTokens.manager(), "{\"maxPerOrder\":2}").statusCode(200);

        TestBus.publish(ORDERS, order, placed(order, 3), 1);

        var rejected = TestBus.awaitEvent(INVENTORY, order, StockRejectedV1.class);
        assertEquals("order-limit-exceeded", rejected.data().get("reason").asText());
        assertEquals(2, rejected.data().at("/lines/0/available").asInt());
        stock(5, 0, 5);
    }

    @Test
    void rejectsInvalidSettings() {
        for (String body : List.of(
                "{\"lowStockThreshold\":-1}",
                "{\"maxPerOrder\":0}",
                "{\"warehouseLocation\":\" \"}",
                "{\"location\":\"A\"}")) {
            settings(TestTokens.manager(), body).statusCode(400);
        }
        settings(TestTokens.user(Ids.next()), "{}").statusCode(403);
        as(TestTokens.manager())
                .body("{}")
                .put("/v1/inventory/NO-SUCH-SKU/settings")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse settings(String token, String body) {
        return as(token).body(body).put("/v1/inventory/" + sku + "/settings").then();
    }

    @Test
    void rejectsInvalidAdjustments() {
        String manager = TestTokens.manager();
        TestBus.publish(ORDERS, order, placed(order, 4), 1);
        TestBus.awaitEvent(INVENTORY, order, StockReservedV1.class);
        adjust(manager, Ids.next(), "{\"onHand\":3,\"reason\":\"counted\"}")
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/stock-below-reserved"))
                .body("reserved", equalTo(4));
        adjust(manager, Ids.next(), "{\"delta\":1000000000,\"reason\":\"counted\"}")
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/stock-too-large"));
        adjust(manager, Ids.next(), "{\"delta\":1}").statusCode(400).body("errors.field", hasItem("reason"));
        adjust(manager, Ids.next(), "{\"delta\":1,\"reason\":\"found\"}")
                .statusCode(400)
                .body("errors.field", hasItem("reason"));
        adjust(manager, Ids.next(), "{\"delta\":1,\"onHand\":1,\"reason\":\"counted\"}")
                .statusCode(400);
        adjust(manager, Ids.next(), "{\"delta\":1.5,\"reason\":\"counted\"}").statusCode(400);
        adjust(manager, Ids.next(), "{\"delta\":1000000000000,\"reason\":\"counted\"}")
                .statusCode(400);
        adjust(manager, Ids.next(), "{\"delt\":1,\"reason\":\"counted\"}").statusCode(400);
        adjust(TestTokens.user(Ids.next()), Ids.next(), "{\"delta\":1,\"reason\":\"counted\"}")
                .statusCode(403);
        get("/v1/inventory/NO-SUCH-SKU")
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/sku-not-found"));
    }

    @Test
    void letsClientsWithTheScopeAdjustStock() {
        String body = "{\"delta\":1,\"reason\":\"counted\"}";

        adjust(TestTokens.client(Ids.next(), Scopes.INVENTORY_WRITE), Ids.next(), body)
                .statusCode(200);
        adjust(TestTokens.client(Ids.next(), Scopes.CATALOG_WRITE), Ids.next(), body)
                .statusCode(403);
        pin(TestTokens.client(Ids.next(), Scopes.INVENTORY_WRITE), order).statusCode(403);
    }

    private ValidatableResponse adjust(String token, String key, String body) {
        return as(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/inventory/" + sku + "/adjustments")
                .then();
    }

    private static ValidatableResponse pin(String token, String orderId) {
        return as(token).post("/internal/reservations/" + orderId + "/pin").then();
    }

    private OrderPlacedV1 placed(String orderId, int quantity) {
        return new OrderPlacedV1(orderId, List.of(new Item(sku, quantity)));
    }

    private void stock(int onHand, int reserved, int available) {
        await().untilAsserted(() -> get("/v1/inventory/" + sku)
                .body("onHand", equalTo(onHand))
                .body("reserved", equalTo(reserved))
                .body("available", equalTo(available)));
    }

    private static String typeOf(Class<?> record) {
        return record.getAnnotation(dev.parley.platform.events.EventType.class).value();
    }
}
