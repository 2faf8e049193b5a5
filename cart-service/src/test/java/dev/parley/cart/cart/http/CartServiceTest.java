package dev.parley.cart.cart.http;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.edge.testing.AtOnce;
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
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CartServiceTest {

    private final String user = Ids.next();
    private final String guest = Ids.next();
    private final String laptop = "LAP-" + Ids.next();
    private final String mouse = "MOU-" + Ids.next();
    private final String jumia = "jumia:" + Ids.next();
    private final String product = Ids.next();

    @Inject
    MongoDatabase database;

    @EventType("dev.parley.product.updated.v1")
    record Product(
            String productId,
            String name,
            String marketplace,
            String status,
            String externalUrl,
            String image,
            List<Variant> variants) {}

    record Variant(String variantId, String sku, Money price) {
        Variant(String sku, Money price) {
            this("variant-of-" + sku, sku, price);
        }
    }

    @EventType("dev.parley.user.guest-linked.v1")
    record GuestLinked(String userId, String anonymousId) {}

    @EventType("dev.parley.order.confirmed.v1")
    record OrderConfirmed(String orderId, String cartId) {}

    @EventType("dev.parley.order.rejected.v1")
    record OrderRejected(String orderId, String cartId) {}

    @EventType("dev.parley.order.cancelled.v1")
    record OrderCancelled(String orderId, String cartId, boolean wasConfirmed) {}

    @BeforeEach
    void publishProducts() {
        publish(
                product,
                "own",
                "active",
                1,
                new Variant(laptop, Money.parse("USD 849.00")),
                new Variant(mouse, Money.parse("USD 19.90")));
        publish(Ids.next(), "jumia", "active", 1, new Variant(jumia, Money.parse("USD 10.00")));
        // A separate probe, so that the cart under test starts empty.
        String probe = TestTokens.guest(Ids.next());
        for (String sku : List.of(laptop, jumia)) {
            await().untilAsserted(() -> add(probe, sku, 1).statusCode(200));
        }
    }

    @Test
    void aNewCartIsEmpty() {
        get(asUser())
                .statusCode(200)
                .header("ETag", notNullValue())
                .body(
                        "status",
                        is("active"),
                        "itemCount",
                        is(0),
                        "items",
                        hasSize(0),
                        "pricing.total.amount",
                        is("0.00"));
    }

    @Test
    void showsAddedItems() {
        add(asUser(), laptop, 2).statusCode(200);
        add(asUser(), jumia, 1).statusCode(200);
        get(asUser())
                .body("itemCount", is(3), "items.sku", equalTo(List.of(laptop, jumia)))
                .body("items[0].unitPrice.amount", is("849.00"), "items[0].lineTotal.amount", is("1698.00"))
                .body("items[0].priceChanged", is(false), "items[1].externalUrl", notNullValue())
                .body("platformGroups.marketplace", equalTo(List.of("own", "jumia")))
                .body("platformGroups[1].subtotal.amount", is("10.00"), "pricing.total.amount", is("1698.00"));
        String cart = cartId(asUser());
        ReceivedEvent added =
                TestBus.awaitEvent("cart.carts", cart, e -> e.type().equals("dev.parley.cart.item-added.v1"));
        assertEquals("user:" + user, added.headers().get("ce_actor"));
        assertEquals(1, added.sequence());
    }

    @Test
    void changesAndRemovesLines() {
        add(asUser(), laptop, 2);
        as(asUser())
                .body(Map.of("quantity", 5))
                .patch("/v1/cart/items/" + laptop)
                .then()
                .statusCode(200)
                .body("itemCount", is(5));
        as(asUser()).delete("/v1/cart/items/" + laptop).then().statusCode(200).body("itemCount", is(0));
        add(asUser(), mouse, 2);
        as(asUser()).delete("/v1/cart").then().statusCode(200).body("itemCount", is(0));
    }

    @Test
    void showsTheCurrentPriceBesideTheSnapshot() {
        add(asUser(), laptop, 1);
        publish(
                product,
                "own",
                "active",
                2,
                new Variant(laptop, Money.parse("USD 799.00")),
                new Variant(mouse, Money.parse("USD 19.90")));
        await().untilAsserted(() -> get(asUser()).body("items[0].priceChanged", is(true)));
        get(asUser()).body("items[0].unitPrice.amount", is("849.00"), "items[0].currentPrice.amount", is("799.00"));
        // A stale event changes nothing.
        publish(product, "own", "active", 1, new Variant(laptop, Money.parse("USD 1.00")));
        publish(product, "own", "active", 3, new Variant(laptop, Money.parse("USD 700.00")));
        await().untilAsserted(() -> get(asUser()).body("items[0].currentPrice.amount", is("700.00")));
    }

    @Test
    void addsOnceUnderOneIdempotencyKey() {
        String key = Ids.next();
        for (int i = 0; i < 3; i++) {
            as(asUser())
                    .header("Idempotency-Key", key)
                    .body(Map.of("sku", laptop, "quantity", 1))
                    .post("/v1/cart/items")
                    .then()
                    .statusCode(200);
        }
        get(asUser()).body("itemCount", is(1));
        as(asUser())
                .header("Idempotency-Key", key)
                .body(Map.of("sku", laptop, "quantity", 2))
                .post("/v1/cart/items")
                .then()
                .statusCode(422);
    }

    @Test
    void aRetryIsNotRejectedForTheVersionItCreated() {
        String etag = add(asUser(), laptop, 1).extract().header("ETag");
        String key = Ids.next();
        for (int i = 0; i < 2; i++) {
            as(asUser())
                    .header("Idempotency-Key", key)
                    .header("If-Match", etag)
                    .body(Map.of("sku", laptop, "quantity", 1))
                    .post("/v1/cart/items")
                    .then()
                    .statusCode(200)
                    .body("itemCount", is(2));
            loseAnswers();
        }
    }

    @Test
    void idempotencyKeysArePerCallerAlsoAfterAMerge() {
        String key = Ids.next();
        addUnder(key, asGuest()).body("itemCount", is(1));
        loseAnswers();
        TestBus.publish("identity.users", user, new GuestLinked(user, guest), 1);
        await().untilAsserted(() -> get(asUser()).body("itemCount", is(1)));

        addUnder(key, asGuest()).body("itemCount", is(1)); // the guest's retry
        addUnder(key, asUser()).body("itemCount", is(2)); // another request
    }

    private ValidatableResponse addUnder(String key, String caller) {
        return as(caller)
                .header("Idempotency-Key", key)
                .body(Map.of("sku", laptop, "quantity", 1))
                .post("/v1/cart/items")
                .then()
                .statusCode(200);
    }

    /** Simulates processes that crashed before they stored the answers of their requests. */
    private void loseAnswers() {
        database.getCollection("idempotency_keys")
                .updateMany(
                        new Document(),
                        new Document(
                                        "$unset",
                                        new Document("status", "")
                                                .append("headers", "")
                                                .append("body", ""))
                                .append("$set", new Document("leaseUntil", new Date(0))));
    }

    @Test
    void keepsOneCartUnderConcurrentAdditions() throws Exception {
        List<Integer> statuses =
                AtOnce.run(12, () -> add(asUser(), laptop, 1).extract().statusCode());

        int added = (int) statuses.stream().filter(status -> status == 200).count();
        assertTrue(added > 0, statuses.toString());
        assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 409), statuses.toString());
        get(asUser()).body("itemCount", is(added));
    }

    @Test
    void rejectsInvalidInputByField() {
        add(asUser(), "no-such-sku", 1).statusCode(422).body("type", is("https://parley.dev/problems/sku-unknown"));
        for (Object quantity : List.of(0, -1, 1.5, 1_000_000_000_000L, 1000, "two")) {
            as(asUser())
                    .body(Map.of("sku", laptop, "quantity", quantity))
                    .post("/v1/cart/items")
                    .then()
                    .statusCode(400);
        }
        as(asUser())
                .body(Map.of("sku", laptop))
                .post("/v1/cart/items")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("quantity"));
        as(asUser())
                .body(Map.of("sku", laptop, "quantity", 1, "colour", "red"))
                .post("/v1/cart/items")
                .then()
                .statusCode(400);
        as(asUser()).body("{").post("/v1/cart/items").then().statusCode(400);
        as(asUser())
                .contentType("text/plain")
                .body("x")
                .post("/v1/cart/items")
                .then()
                .statusCode(415);
        get(asUser()).body("itemCount", is(0));
    }

    @Test
    void rejectsChangesThatViolateRules() {
        add(asUser(), laptop, 999);
        add(asUser(), laptop, 1).statusCode(422).body("type", is("https://parley.dev/problems/quantity-too-large"));
        as(asUser())
                .delete("/v1/cart/items/" + mouse)
                .then()
                .statusCode(404)
                .body("type", is("https://parley.dev/problems/cart-line-unknown"));
        String cedi = "CED-" + Ids.next();
        publish(Ids.next(), "own", "active", 1, new Variant(cedi, Money.parse("GHS 5.00")));
        await().untilAsserted(() -> add(asUser(), cedi, 1)
                .statusCode(422)
                .body("type", is("https://parley.dev/problems/currency-mismatch")));
        String gone = "GON-" + Ids.next();
        publish(Ids.next(), "own", "archived", 1, new Variant(gone, Money.parse("USD 5.00")));
        await().untilAsserted(() -> add(asUser(), gone, 1)
                .statusCode(422)
                .body("type", is("https://parley.dev/problems/product-unavailable")));
    }

    @Test
    void rejectsAStaleVersion() {
        String etag = add(asUser(), laptop, 1).extract().header("ETag");
        add(asUser(), laptop, 1);
        as(asUser()).header("If-Match", etag).delete("/v1/cart").then().statusCode(412);
        get(asUser()).body("itemCount", is(2));
    }

    @Test
    void checksTokensAndRoles() {
        given().get("/v1/cart").then().statusCode(401);
        as(TestTokens.expired(user)).get("/v1/cart").then().statusCode(401);
        as(TestTokens.wrongSignature(user)).get("/v1/cart").then().statusCode(401);
        as(TestTokens.algNone(user)).get("/v1/cart").then().statusCode(401);
        as(TestTokens.wrongAudience(user)).get("/v1/cart").then().statusCode(401);
        as(TestTokens.service("chat-service")).get("/v1/cart").then().statusCode(403);
        as(asGuest()).body(Map.of()).post("/v1/cart/merge").then().statusCode(403);
        freeze(asUser(), Ids.next(), Map.of()).statusCode(403);
    }

    @Test
    void freezesAtCurrentPricesAndRejectsChangesInCheckout() {
        add(asUser(), laptop, 2);
        add(asUser(), jumia, 1);
        String order = Ids.next();
        freeze(order)
                .statusCode(200)
                .body(
                        "items",
                        hasSize(1),
                        "items[0].lineTotal.amount",
                        is("1698.00"),
                        "pricing.total.amount",
                        is("1698.00"),
                        "currency",
                        is("USD"));
        freeze(order).statusCode(200).body("pricing.total.amount", is("1698.00"));
        freeze(Ids.next()).statusCode(409).body("type", is("https://parley.dev/problems/cart-in-checkout"));
        add(asUser(), mouse, 1).statusCode(409).body("type", is("https://parley.dev/problems/cart-in-checkout"));
        get(asUser()).body("status", is("checkout"));

        TestBus.publish("order.orders", order, new OrderRejected(order, cartId(asUser())), 2);
        await().untilAsserted(() -> get(asUser()).body("status", is("active"), "itemCount", is(3)));
    }

    @Test
    void thawsTheCartOfACancelledPendingOrder() {
        add(asUser(), laptop, 2);
        String order = Ids.next();
        freeze(order).statusCode(200);
        TestBus.publish("order.orders", order, new OrderCancelled(order, cartId(asUser()), false), 2);
        await().untilAsserted(() -> get(asUser()).body("status", is("active")));
    }

    @Test
    void convertsTheCartAndMovesLinesOfOtherMarketplaces() {
        add(asUser(), laptop, 2);
        add(asUser(), jumia, 1);
        String cart = cartId(asUser());
        String order = Ids.next();
        freeze(order).statusCode(200);
        for (int i = 0; i < 2; i++) {
            TestBus.publish("order.orders", order, new OrderConfirmed(order, cart), 3);
        }
        await().untilAsserted(() -> get(asUser()).body("items.sku", equalTo(List.of(jumia)), "status", is("active")));
        TestBus.awaitEvent("cart.carts", cart, e -> e.type().equals("dev.parley.cart.converted.v1"));
        TestBus.awaitHandled("order.orders");
        // A retry for the same order gets the converted cart, not the next one.
        freeze(order).statusCode(200).body("cartId", is(cart), "items[0].sku", is(laptop));
        get(asUser()).body("status", is("active"), "itemCount", is(1));
    }

    @Test
    void rejectsAFreezeOfAnUnorderableCart() {
        freeze(Ids.next()).statusCode(422).body("type", is("https://parley.dev/problems/cart-empty"));
        add(asUser(), laptop, 1);
        Map<String, Object> expected = Map.of("expectedTotal", Map.of("amount", "800.00", "currency", "USD"));
        freeze(asService(), Ids.next(), expected)
                .statusCode(409)
                .body(
                        "type",
                        is("https://parley.dev/problems/price-changed"),
                        "expected.amount",
                        is("800.00"),
                        "current.amount",
                        is("849.00"));
        freeze(asService(), Ids.next(), Map.of("expectedTotal", Map.of("amount", "900.00", "currency", "EUR")))
                .statusCode(422)
                .body("type", is("https://parley.dev/problems/currency-mismatch"));
        publish(product, "own", "archived", 2, new Variant(laptop, Money.parse("USD 849.00")));
        await().untilAsserted(() -> get(asUser()).body("items[0].available", is(false)));
        freeze(Ids.next()).statusCode(422).body("type", is("https://parley.dev/problems/product-unavailable"));
    }

    @Test
    void voidsTheOrderWhenTheLeaseExpires() {
        List<String> states = List.of("open", "void");
        List<String> asked = new CopyOnWriteArrayList<>();
        try (FakeUpstream orders = FakeUpstream.of("order")) {
            add(asUser(), laptop, 1);
            String order = Ids.next();
            freeze(order).statusCode(200);
            orders.answer("PUT", "/internal/orders/" + order + "/void", request -> {
                String state = states.get(Math.min(asked.size(), 1));
                asked.add(request.body());
                return Answer.json(200, "{\"state\":\"" + state + "\"}");
            });
            expireLease(order);
            await().atMost(Duration.ofSeconds(20)).until(() -> asked.size() == 1);
            await().untilAsserted(() -> assertTrue(leaseUntil(order).toInstant().isAfter(Instant.now())));
            get(asUser()).body("status", is("checkout"));
            expireLease(order);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> get(asUser()).body("status", is("active")));
            assertTrue(asked.getFirst().contains(user));
        }
    }

    @Test
    void aFailingCartDoesNotBlockOthersFromThawing() {
        Document poison = new Document("_id", Ids.next())
                .append("leaseUntil", new Date(0))
                .append("expiresAt", new Date(0))
                .append("movingSince", new Date(0));
        database.getCollection("carts").insertOne(poison);
        try (FakeUpstream orders = FakeUpstream.of("order")) {
            add(asUser(), laptop, 1);
            String order = Ids.next();
            freeze(order).statusCode(200);
            orders.answer(
                    "PUT", "/internal/orders/" + order + "/void", request -> Answer.json(200, "{\"state\":\"void\"}"));
            expireLease(order);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> get(asUser()).body("status", is("active")));
        } finally {
            database.getCollection("carts").deleteOne(new Document("_id", poison.get("_id")));
        }
    }

    @Test
    void mergesWithoutABody() {
        add(asUser(), laptop, 1);

        as(asUser())
                .noContentType()
                .post("/v1/cart/merge")
                .then()
                .statusCode(200)
                .body("itemCount", is(1));
    }

    @Test
    void mergesAGuestsCart() {
        add(asGuest(), laptop, 1);
        add(asGuest(), mouse, 2);
        add(asUser(), laptop, 1);
        String guests = cartId(asGuest());
        as(asUser())
                .body(Map.of("anonymousId", guest))
                .post("/v1/cart/merge")
                .then()
                .statusCode(404)
                .body("type", is("https://parley.dev/problems/guest-not-linked"));

        for (int i = 1; i <= 2; i++) {
            TestBus.publish("identity.users", user, new GuestLinked(user, guest), i);
        }
        await().untilAsserted(() -> get(asUser()).body("itemCount", is(4)));
        as(asUser())
                .body(Map.of("anonymousId", guest))
                .post("/v1/cart/merge")
                .then()
                .statusCode(200)
                .body("itemCount", is(4));
        // Requests with the guest's token reach the user's cart.
        add(asGuest(), mouse, 1).statusCode(200).body("itemCount", is(5));
        get(asUser()).body("itemCount", is(5));
        ReceivedEvent merged =
                TestBus.awaitEvent("cart.carts", cartId(asUser()), e -> e.type().equals("dev.parley.cart.merged.v1"));
        assertEquals(guests, merged.data().get("fromCartId").asText());
    }

    @Test
    void postponesAMergeWhileTheUsersCartIsInCheckout() {
        add(asGuest(), mouse, 1);
        add(asUser(), laptop, 1);
        String cart = cartId(asUser());
        String order = Ids.next();
        freeze(order).statusCode(200);
        TestBus.publish("identity.users", user, new GuestLinked(user, guest), 1);
        await().untilAsserted(() -> assertEquals(cart, cartId(asGuest())));
        get(asUser()).body("itemCount", is(1));
        TestBus.publish("order.orders", order, new OrderConfirmed(order, cart), 3);
        await().untilAsserted(() -> get(asUser()).body("items.sku", equalTo(List.of(mouse))));
    }

    private void expireLease(String order) {
        database.getCollection("carts")
                .updateOne(
                        new Document("orderId", order), new Document("$set", new Document("leaseUntil", new Date(0))));
    }

    private Date leaseUntil(String order) {
        return database.getCollection("carts")
                .find(new Document("orderId", order))
                .first()
                .getDate("leaseUntil");
    }

    private void publish(String id, String marketplace, String status, long sequence, Variant... variants) {
        TestBus.publish(
                "catalog.products",
                id,
                new Product(id, "Something", marketplace, status, "https://shop.example/p", null, List.of(variants)),
                sequence);
    }

    private String asUser() {
        return TestTokens.user(user);
    }

    private String asGuest() {
        return TestTokens.guest(guest);
    }

    private static String asService() {
        return TestTokens.service("order-service");
    }

    private ValidatableResponse freeze(String order) {
        return freeze(asService(), order, Map.of());
    }

    private ValidatableResponse freeze(String token, String order, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("orderId", order);
        body.put("userId", user);
        return as(token).body(body).post("/internal/carts/freeze").then();
    }

    private static ValidatableResponse add(String token, String sku, int quantity) {
        return as(token)
                .body(Map.of("sku", sku, "quantity", quantity))
                .post("/v1/cart/items")
                .then();
    }

    private static String cartId(String token) {
        return get(token).extract().path("id");
    }

    private static ValidatableResponse get(String token) {
        return as(token).get("/v1/cart").then();
    }
}
