package dev.parley.cart;

import static dev.parley.platform.testing.Requests.as;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.parley.cart.cart.application.EndCheckout;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.platform.events.EventType;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.Erasure;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Export and erasure of personal data. */
@Tag("storage")
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ErasureTest {

    @EventType("dev.parley.product.updated.v1")
    record Product(String productId, String name, String marketplace, String status, List<Variant> variants) {}

    record Variant(String variantId, String sku, Money price) {
        Variant(String sku, Money price) {
            this("variant-of-" + sku, sku, price);
        }
    }

    @EventType("dev.parley.user.guest-linked.v1")
    record GuestLinked(String userId, String anonymousId) {}

    @Inject
    MongoDatabase database;

    @Inject
    EndCheckout endCheckout;

    private final String user = Ids.next();
    private final String guest = Ids.next();
    private final String other = Ids.next();
    private final String sku = "SKU-" + Ids.next();

    @BeforeEach
    void createCarts() {
        String product = Ids.next();
        TestBus.publish(
                "catalog.products",
                product,
                new Product(product, "Something", "own", "active", List.of(new Variant(sku, Money.parse("USD 1.00")))),
                1);
        await().untilAsserted(() -> assertEquals(200, add(TestTokens.user(other))));
        assertEquals(200, add(TestTokens.user(user)));
        assertEquals(200, add(TestTokens.guest(guest)));
    }

    @Test
    void exportsAllPersonalDataAndErasesIt() {
        JsonNode before = Erasure.export(user, guest);
        assertEquals(2, before.get("carts").size());
        assertTrue(before.toString().contains(sku));
        assertFalse(before.toString().contains(other));

        JsonNode receipt = Erasure.purge(user, guest);

        assertEquals("cart-service", receipt.get("service").asText());
        assertEquals(2, receipt.at("/counts/carts").asInt());
        assertEquals(2, receipt.at("/counts/idempotency-answers").asInt());
        for (String id : List.of(user, guest)) {
            assertEquals(
                    List.of(),
                    Erasure.traces(database, id).stream()
                            .filter(trace -> !trace.startsWith("erased_users/"))
                            .toList());
        }
        assertEquals(0, Erasure.export(user, guest).get("carts").size());
        assertEquals(1, Erasure.export(other).get("carts").size());
    }

    @Test
    void ignoresALateLinkOfAnErasedPerson() {
        Erasure.purge(user, guest);
        String fence = Ids.next();

        TestBus.publish("identity.users", guest, new GuestLinked(user, guest), 1);
        TestBus.publish("identity.users", guest, new GuestLinked(other, fence), 2);

        // the second event of the same key: the first has been handled by then
        await().until(() -> link(fence) != null);
        assertEquals(null, link(guest));
    }

    @Test
    void erasesAFrozenCartOnceItsOrderHasEnded() {
        String id = Erasure.export(user).at("/carts/0/_id").asText();
        database.getCollection("carts").updateOne(Filters.eq(id), new Document("$set", Map.of("status", "checkout")));
        Thread thawing = Thread.startVirtualThread(() -> {
            await().until(() -> Erasure.traces(database, user).contains("erased_users/" + user));
            database.getCollection("carts")
                    .updateOne(Filters.eq(id), new Document("$set", Map.of("status", "converted")));
        });

        JsonNode receipt = Erasure.purge(user);

        assertFalse(thawing.isAlive());
        assertEquals(1, receipt.at("/counts/carts").asInt());
    }

    @Test
    void ignoresTheOutcomeOfAnOrderWhoseCartIsErased() {
        CartId cart = new CartId(Erasure.export(user).at("/carts/0/_id").asText());
        Erasure.purge(user);

        for (EndCheckout.Outcome outcome : EndCheckout.Outcome.values()) {
            assertDoesNotThrow(() -> endCheckout.handle(cart, new OrderId(Ids.next()), outcome));
        }

        assertEquals(0, Erasure.export(user).get("carts").size());
    }

    private Document link(String anonymousId) {
        return database.getCollection("guest_links")
                .find(Filters.eq(anonymousId))
                .first();
    }

    private int add(String token) {
        return as(token)
                .header("Idempotency-Key", Ids.next())
                .body(Map.of("sku", sku, "quantity", 1))
                .post("/v1/cart/items")
                .statusCode();
    }
}
