package dev.parley.order.order.http;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.AdminActionRecordedV1;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.EventType;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.FakeUpstream;
import dev.parley.platform.testing.FakeUpstream.Answer;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestBus.ReceivedEvent;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OrderServiceTest {

    private static final String CART = """
            {"cartId":"0199d1c0-0000-7000-8000-000000000031","currency":"USD","items":[{"sku":"LAP","productId":"p","name":"Laptop","quantity":2,
            "unitPrice":{"amount":"849.00","currency":"USD"},"lineTotal":{"amount":"1698.00","currency":"USD"}}],
            "pricing":{"subtotal":{"amount":"1698.00","currency":"USD"},"discount":{"amount":"0.00","currency":"USD"},
            "shipping":{"amount":"0.00","currency":"USD"},"tax":{"amount":"0.00","currency":"USD"},"total":{"amount":"1698.00","currency":"USD"}}}""";

    private final String user = Ids.next();
    private final String token = TestTokens.user(user);
    private final Map<String, Integer> pins = new ConcurrentHashMap<>();
    private FakeUpstream carts;
    private FakeUpstream catalog;

    @Inject
    MongoDatabase database;

    @EventType("dev.parley.stock.reserved.v1")
    record StockReserved(String orderId) {}

    @EventType("dev.parley.stock.rejected.v1")
    record StockRejected(String orderId, String reason, List<Line> lines) {}

    record Line(String sku, int requested, int available) {}

    @BeforeEach
    void startUpstreams() {
        carts = FakeUpstream.of("cart").answer("POST", "/internal/carts/freeze", request -> Answer.json(200, CART));
        catalog = FakeUpstream.of("catalog").answer("POST", "/internal/reservations/*", request -> {
            pins.merge(request.path().split("/")[3], 1, Integer::sum);
            return Answer.noContent();
        });
    }

    @AfterEach
    void stopUpstreams() {
        carts.close();
        catalog.close();
    }

    @Test
    void confirmsAReservedAndPaidOrder() {
        String id = place("tok_ok")
                .statusCode(201)
                .header("Location", containsString("/v1/orders/"))
                .body("status", is("pending"), "orderNumber", notNullValue(), "payment.status", is("pending"))
                .body("items[0].lineTotal.amount", is("1698.00"), "billingAddress.city", is("Accra"))
                .extract()
                .path("id");
        TestBus.awaitEvent("order.orders", id, e -> e.type().equals("dev.parley.order.placed.v1"));
        reserved(id, 1);
        awaitStatus(id, "confirmed")
                .body("payment.status", is("authorized"), "timeline.status", equalTo(List.of("pending", "confirmed")));
        ReceivedEvent confirmed =
                TestBus.awaitEvent("order.orders", id, e -> e.type().equals("dev.parley.order.confirmed.v1"));
        assertEquals(3, confirmed.sequence());
        assertEquals("1698.00", confirmed.data().at("/total/amount").asText());
        // A redelivered event changes nothing.
        reserved(id, 1);
        TestBus.awaitHandled("catalog.inventory");
        assertEquals(1, pins.get(id));
        assertEquals("authorized", payment(id).getString("status"));
    }

    @Test
    void needsAPostalCodeOnlyWhereTheCountryHasThem() {
        Map<String, String> address = Map.of("name", "Anna A.", "line1", "1 Ring Road", "city", "Accra");
        Map<String, Object> inGhana = new HashMap<>(order("tok_ok"));
        inGhana.put("shippingAddress", in("GH", address));
        Map<String, Object> inGermany = new HashMap<>(order("tok_ok"));
        inGermany.put("shippingAddress", in("DE", address));

        place(Ids.next(), inGermany)
                .statusCode(400)
                .body("errors.field", equalTo(List.of("shippingAddress.postalCode")));
        place(Ids.next(), inGhana)
                .statusCode(201)
                .body("shippingAddress.country", is("GH"), "shippingAddress.postalCode", is((Object) null));
    }

    @Test
    void rejectsAnAddressOfInvisibleText() {
        Map<String, Object> hidden = new HashMap<>(order("tok_ok"));
        hidden.put(
                "shippingAddress",
                Map.of("name", "Anna\u202e A.", "line1", "1\nRoad", "city", "\u00a0", "country", "GH"));

        place(Ids.next(), hidden)
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder("shippingAddress.name", "shippingAddress.line1", "shippingAddress.city"));
    }

    private static Map<String, String> in(String country, Map<String, String> address) {
        Map<String, String> there = new HashMap<>(address);
        there.put("country", country);
        return there;
    }

    @Test
    void waitsForTheOutcomeWhenAsked() throws Exception {
        AtOnce.run(List.of(
                () -> as(token)
                        .header("Idempotency-Key", Ids.next())
                        .header("Prefer", "wait=20")
                        .body(order("tok_ok"))
                        .post("/v1/orders")
                        .then()
                        .statusCode(201)
                        .body("status", is("confirmed")),
                () -> {
                    String id = await().until(this::newestOrder, found -> !found.isEmpty());
                    reserved(id, 1);
                    return id;
                }));
    }

    @Test
    void rejectsAnOrderWithoutStock() {
        String id = place("tok_ok").extract().path("id");
        TestBus.publish(
                "catalog.inventory", id, new StockRejected(id, "out-of-stock", List.of(new Line("LAP", 2, 1))), 1);
        awaitStatus(id, "cancelled")
                .body(
                        "rejection.type",
                        is("https://parley.dev/problems/out-of-stock"),
                        "rejection.items[0].available",
                        is(1));
        TestBus.awaitEvent("order.orders", id, e -> e.type().equals("dev.parley.order.rejected.v1"));
        await().untilAsserted(() -> assertEquals("voided", payment(id).getString("status")));
    }

    @Test
    void rejectsAnOrderWithADeclinedPayment() {
        String id = place("tok_declined").extract().path("id");
        reserved(id, 1);
        awaitStatus(id, "cancelled")
                .body("rejection.type", endsWith("/payment-declined"), "payment.status", is("declined"));
        TestBus.awaitEvent("order.orders", id, e -> e.type().equals("dev.parley.payment.failed.v1"));
    }

    @Test
    void rejectsAnOrderWithAnEndedReservation() {
        String id = place("tok_ok").extract().path("id");
        catalog.answer(
                "POST", "/internal/reservations/" + id + "/pin", request -> Answer.problem(409, "reservation-ended"));
        catalog.answer("POST", "/internal/reservations/*", request -> Answer.problem(409, "reservation-ended"));
        reserved(id, 1);
        awaitStatus(id, "cancelled").body("rejection.type", endsWith("/reservation-ended"));
    }

    @Test
    void aSlowPaymentDoesNotDelayOtherOrders() {
        String slow = place("tok_slow").extract().path("id");
        String quick = place("tok_ok").extract().path("id");
        reserved(slow, 1);
        reserved(quick, 1);
        awaitStatus(quick, "confirmed");
        read(slow).body("status", is("pending"));
        awaitStatus(slow, "confirmed");
    }

    @Test
    void voidsALatePaymentOfACancelledOrder() {
        String id = place("tok_slow").extract().path("id");
        reserved(id, 1);
        await().until(() -> pins.containsKey(id));
        cancel(id).statusCode(200).body("status", is("cancelled"), "payment.status", is("voided"));
        // The authorization in progress finds the payment ended.
        TestBus.awaitHandled("catalog.inventory");
        assertEquals("voided", payment(id).getString("status"));
        read(id).body("status", is("cancelled"));
    }

    @Test
    void refundsACancelledConfirmedOrder() {
        String id = place("tok_ok").extract().path("id");
        reserved(id, 1);
        awaitStatus(id, "confirmed");
        cancel(id).statusCode(200).body("status", is("cancelled"), "payment.status", is("refunded"));
        cancel(id).statusCode(200);
        ReceivedEvent cancelled =
                TestBus.awaitEvent("order.orders", id, e -> e.type().equals("dev.parley.order.cancelled.v1"));
        assertTrue(cancelled.data().get("wasConfirmed").asBoolean());
        assertEquals(
                List.of(), TestBus.eventsOf(AdminActions.TOPIC, id), "cancellations by buyers leave no audit record");
        assertEquals("refunded", payment(id).getString("status"));
    }

    @Test
    void recordsCancellationsByManagersOnly() {
        String cancelled = place("tok_ok").extract().path("id");
        reserved(cancelled, 1);
        awaitStatus(cancelled, "confirmed");

        as(TestTokens.manager())
                .post("/v1/orders/" + cancelled + "/cancel")
                .then()
                .statusCode(200);
        as(TestTokens.manager())
                .post("/v1/orders/" + cancelled + "/cancel")
                .then()
                .statusCode(200);

        ReceivedEvent record = TestBus.awaitEvent(AdminActions.TOPIC, cancelled, AdminActionRecordedV1.class);
        assertEquals("order.cancelled", record.data().get("action").asText());
        assertEquals("confirmed", record.data().at("/changes/0/before").asText());
        assertEquals("cancelled", record.data().at("/changes/0/after").asText());
        assertFalse(record.data().toString().contains(user), "of whom it was, only the order's id");
        assertEquals(1, TestBus.eventsOf(AdminActions.TOPIC, cancelled).size());
    }

    @Test
    void twentyConcurrentRetriesPlaceOneOrder() throws Exception {
        String key = Ids.next();
        List<Integer> statuses =
                AtOnce.run(20, () -> place(key, order("tok_ok")).extract().statusCode());

        assertTrue(statuses.contains(201), statuses.toString());
        assertTrue(statuses.stream().allMatch(status -> status == 201 || status == 409), statuses.toString());
        as(token).get("/v1/orders").then().body("items", hasSize(1));
        place(key, order("tok_declined")).statusCode(422);
    }

    @Test
    void keepsTheOrderIdWhenTheCartServiceIsUnavailableAtFirst() {
        String key = Ids.next();
        carts.close();
        place(key, order("tok_ok")).statusCode(503).header("Retry-After", notNullValue());
        carts = FakeUpstream.of("cart")
                .answer("POST", "/internal/carts/freeze", request -> Answer.problem(500, "oops"));
        place(key, order("tok_ok")).statusCode(503);
        String first = carts.requests().getLast().body();
        carts.answer("POST", "/internal/carts/freeze", request -> Answer.json(200, CART));
        String id = place(key, order("tok_ok")).statusCode(201).extract().path("id");
        assertTrue(first.contains(id), "the retry uses the id of the first attempt");
    }

    @Test
    void rejectsAnOrderUnderAVoidedId() {
        String key = Ids.next();
        carts.answer("POST", "/internal/carts/freeze", request -> Answer.problem(500, "oops"));
        place(key, order("tok_ok")).statusCode(503);
        String id = JsonPath.from(carts.requests().getLast().body()).getString("orderId");
        voidOrder(id).body("state", is("void"));
        voidOrder(id).body("state", is("void"));
        carts.answer("POST", "/internal/carts/freeze", request -> Answer.json(200, CART));
        place(key, order("tok_ok")).statusCode(409).body("type", endsWith("/order-voided"));
        read(id).statusCode(404);
        as(token).get("/v1/orders").then().body("items", hasSize(0));
    }

    @Test
    void answersTheOutcomeOfAnOrder() {
        String id = place("tok_ok").extract().path("id");
        voidOrder(id).body("state", is("open"));
        reserved(id, 1);
        awaitStatus(id, "confirmed");
        voidOrder(id).body("state", is("confirmed"));
        cancel(id);
        voidOrder(id).body("state", is("confirmed"));
        String refused = place("tok_declined").extract().path("id");
        reserved(refused, 1);
        awaitStatus(refused, "cancelled");
        voidOrder(refused).body("state", is("refused"));
        as(token)
                .body(Map.of("userId", user))
                .put("/internal/orders/" + id + "/void")
                .then()
                .statusCode(403);
    }

    @Test
    void resumesReservedOrdersAndRejectsOverdueOnes() {
        String reserved = place("tok_ok").extract().path("id");
        // No event arrives, as after a crash.
        due(reserved, Duration.ofMinutes(9));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> read(reserved).body("status", is("confirmed")));

        catalog.answer("POST", "/internal/reservations/*", request -> Answer.problem(404, "not-found"));
        String overdue = place("tok_ok").extract().path("id");
        due(overdue, Duration.ZERO);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> read(overdue).body("status", is("cancelled"), "rejection.type", endsWith("/timed-out")));
        // A late reservation is ignored without an error.
        reserved(overdue, 1);
        TestBus.awaitHandled("catalog.inventory");
        read(overdue).body("status", is("cancelled"));
    }

    @Test
    void aFailingOrderDoesNotBlockOthers() {
        Document poison =
                new Document("_id", Ids.next()).append("dueAt", new Date(0)).append("unsettledSince", new Date(0));
        database.getCollection("orders").insertOne(poison);
        try {
            String reserved = place("tok_ok").extract().path("id");
            due(reserved, Duration.ofMinutes(9));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> read(reserved).body("status", is("confirmed")));
        } finally {
            database.getCollection("orders").deleteOne(new Document("_id", poison.get("_id")));
        }
    }

    @Test
    void translatesTheProblemsOfTheCart() {
        refusedByCart(422, "cart-empty", 422);
        refusedByCart(422, "product-unavailable", 422);
        refusedByCart(409, "cart-in-checkout", 409);
        refusedByCart(422, "currency-mismatch", 422);
        carts.answer("POST", "/internal/carts/freeze", request -> new Answer(409, "application/problem+json", """
                {"type":"https://parley.dev/problems/price-changed","status":409,"expected":{"amount":"1.00","currency":"USD"},"current":{"amount":"2.00","currency":"USD"}}"""));
        place("tok_ok")
                .statusCode(409)
                .body("type", endsWith("/price-changed"), "expected.amount", is("1.00"), "current.amount", is("2.00"));
    }

    @Test
    void rejectsInvalidInputByField() {
        as(token)
                .body(order("tok_ok"))
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .body("type", endsWith("/idempotency-key-missing"));
        Map<String, Object> noAddress = new HashMap<>(order("tok_ok"));
        noAddress.remove("shippingAddress");
        place(Ids.next(), noAddress).statusCode(400).body("errors.field", equalTo(List.of("shippingAddress")));
        Map<String, Object> nowhere = new HashMap<>(order("tok_ok"));
        nowhere.put(
                "shippingAddress", Map.of("name", "", "line1", "x", "city", "y", "postalCode", "1", "country", "XX"));
        place(Ids.next(), nowhere).statusCode(400).body("errors", hasSize(2));
        Map<String, Object> cents = new HashMap<>(order("tok_ok"));
        cents.put("expectedTotal", Map.of("amount", "1.001", "currency", "USD"));
        place(Ids.next(), cents).statusCode(400);
        Map<String, Object> unknown = new HashMap<>(order("tok_ok"));
        unknown.put("colour", "red");
        place(Ids.next(), unknown).statusCode(400);
        Map<String, Object> cash = new HashMap<>(order("tok_ok"));
        cash.put("payment", Map.of("method", "cash", "token", "x"));
        place(Ids.next(), cash).statusCode(422).body("type", endsWith("/payment-method-unknown"));
        as(token).get("/v1/orders?limit=0").then().statusCode(400);
        as(token).get("/v1/orders?after=junk").then().statusCode(400);
        as(token).get("/v1/orders").then().body("items", hasSize(0));
    }

    @Test
    void showsOrdersToTheirBuyersAndStaff() {
        String id = place("tok_ok").extract().path("id");
        String stranger = TestTokens.user(Ids.next());
        as(stranger).get("/v1/orders/" + id).then().statusCode(404);
        as(stranger).post("/v1/orders/" + id + "/cancel").then().statusCode(404);
        as(TestTokens.manager()).get("/v1/orders/" + id).then().statusCode(200);
        as(TestTokens.admin()).get("/v1/orders/" + id).then().statusCode(200);
        as(TestTokens.guest(Ids.next())).get("/v1/orders/" + id).then().statusCode(403);
        given().get("/v1/orders").then().statusCode(401);
        as(TestTokens.expired(user)).get("/v1/orders").then().statusCode(401);
    }

    @Test
    void pagesThroughOrdersNewestFirst() {
        String first = place("tok_ok").extract().path("id");
        String second = place("tok_ok").extract().path("id");
        String next = as(token)
                .get("/v1/orders?limit=1")
                .then()
                .body("items.id", equalTo(List.of(second)))
                .extract()
                .path("next");
        as(token)
                .queryParam("after", next)
                .get("/v1/orders?limit=1")
                .then()
                .body("items.id", equalTo(List.of(first)), "next", is((Object) null));
    }

    @Test
    void rejectsTheCancellationOfARejectedOrder() {
        String id = place("tok_declined").extract().path("id");
        reserved(id, 1);
        awaitStatus(id, "cancelled");
        cancel(id).statusCode(409).body("type", endsWith("/order-step-not-allowed"));
    }

    private void refusedByCart(int status, String slug, int answered) {
        carts.answer("POST", "/internal/carts/freeze", request -> Answer.problem(status, slug));
        place("tok_ok").statusCode(answered).body("type", endsWith("/" + slug));
    }

    private String newestOrder() {
        Document found = database.getCollection("orders")
                .find(new Document("userId", user))
                .sort(new Document("_id", -1))
                .first();
        return found == null ? "" : found.getString("_id");
    }

    private void due(String id, Duration fromNow) {
        Date at = new Date(System.currentTimeMillis() + fromNow.toMillis());
        database.getCollection("orders")
                .updateOne(new Document("_id", id), new Document("$set", new Document("dueAt", at)));
    }

    private Document payment(String id) {
        Document found =
                database.getCollection("payments").find(new Document("_id", id)).first();
        return found == null ? new Document("status", "none") : found;
    }

    private static void reserved(String id, long sequence) {
        TestBus.publish("catalog.inventory", id, new StockReserved(id), sequence);
    }

    private ValidatableResponse voidOrder(String id) {
        return as(TestTokens.service("cart-service"))
                .body(Map.of("userId", user))
                .put("/internal/orders/" + id + "/void")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse awaitStatus(String id, String status) {
        await().untilAsserted(() -> read(id).body("status", is(status)));
        return read(id);
    }

    private ValidatableResponse read(String id) {
        return as(token).get("/v1/orders/" + id).then();
    }

    private ValidatableResponse cancel(String id) {
        return as(token).post("/v1/orders/" + id + "/cancel").then();
    }

    private ValidatableResponse place(String paymentToken) {
        return place(Ids.next(), order(paymentToken));
    }

    private ValidatableResponse place(String key, Map<String, Object> body) {
        return as(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/orders")
                .then();
    }

    private static Map<String, Object> order(String paymentToken) {
        return Map.of(
                "shippingAddress",
                Map.of(
                        "name",
                        "Anna A.",
                        "line1",
                        "1 Ring Road",
                        "city",
                        "Accra",
                        "postalCode",
                        "GA-100",
                        "country",
                        "GH"),
                "payment",
                Map.of("method", "test", "token", paymentToken));
    }
}
