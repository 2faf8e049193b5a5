package dev.parley.cart.cart.mongo;

import static com.mongodb.client.model.Filters.eq;
import static dev.parley.cart.cart.domain.CartFixture.aCart;
import static dev.parley.cart.cart.domain.CartFixture.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartFixture;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.CartsContract;
import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.cart.cart.domain.ProductFact;
import dev.parley.cart.cart.domain.ProductFacts;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoCartsTest extends CartsContract {

    @Inject
    Carts carts;

    @Inject
    MongoDatabase database;

    @Inject
    ProductFacts facts;

    @Inject
    GuestLinks links;

    @Test
    void aFieldThatBecomesNullIsRemoved() {
        OrderId order = new OrderId(Ids.next());
        Cart cart = aCart(Ids.next(), owner);
        carts.save(cart);
        assertTrue(stored(cart).keySet().containsAll(List.of("activeKey", "expiresAt")));
        freeze(cart, order);
        carts.save(cart);
        assertTrue(stored(cart).keySet().containsAll(List.of("activeKey", "orderId", "leaseUntil")));
        assertFalse(stored(cart).containsKey("expiresAt"));
        cart.thaw(order, CartFixture.NOW);
        carts.save(cart);
        assertFalse(stored(cart).containsKey("orderId"));
        assertFalse(stored(cart).containsKey("leaseUntil"));
        freeze(cart, order);
        cart.convert(order, CartFixture.NOW);
        carts.save(cart);
        assertFalse(stored(cart).containsKey("activeKey"));
        assertFalse(stored(cart).containsValue(null));
    }

    @Test
    void storesTheNewestOfConcurrentProductEvents() throws Exception {
        String sku = "SKU-" + Ids.next();
        String product = Ids.next();
        AtOnce.run(IntStream.rangeClosed(1, 20)
                .mapToObj(i -> Executors.callable(() -> facts.store(product, i, List.of(fact(sku, product, i)))))
                .toList());
        assertEquals(Money.parse("USD 20.00"), facts.of(sku).orElseThrow().price());
        facts.store(product, 21, List.of());
        assertTrue(facts.of(sku).orElseThrow().currentPrice().isEmpty(), "the product has lost this variant");
    }

    @Test
    void leavesASkuWithTheProductItMovedTo() {
        String sku = "SKU-" + Ids.next();
        String before = Ids.next();
        String after = Ids.next();
        String oldVariant = Ids.next();
        String newVariant = Ids.next();
        facts.store(before, 5, List.of(fact(sku, before, oldVariant, 5)));
        facts.store(after, 1, List.of(fact(sku, after, newVariant, 1)));
        // Late events: the old product with its variant, and then without it
        facts.store(before, 6, List.of(fact(sku, before, oldVariant, 6)));
        facts.store(before, 7, List.of());
        assertEquals(after, facts.of(sku).orElseThrow().productId());
        assertEquals(
                Optional.of(Money.parse("USD 1.00")),
                facts.of(sku).orElseThrow().currentPrice());
        facts.store(after, 2, List.of(fact(sku, after, newVariant, 2)));
        assertEquals(Money.parse("USD 2.00"), facts.of(sku).orElseThrow().price());
    }

    @Test
    void followsAVariantThatMovesToAnotherProduct() {
        String sku = "SKU-" + Ids.next();
        String before = Ids.next();
        String after = Ids.next();
        String variant = Ids.next();
        facts.store(before, 5, List.of(fact(sku, before, variant, 5)));
        facts.store(after, 1, List.of(fact(sku, after, variant + ".000001", 1)));
        // Late events of the old product
        facts.store(before, 6, List.of(fact(sku, before, variant, 6)));
        facts.store(before, 7, List.of());
        assertEquals(after, facts.of(sku).orElseThrow().productId());
        // And back again
        facts.store(before, 9, List.of(fact(sku, before, variant + ".000002", 9)));
        facts.store(after, 2, List.of());
        assertEquals(
                Optional.of(Money.parse("USD 9.00")),
                facts.of(sku).orElseThrow().currentPrice());
    }

    @Test
    void pagesThroughTheGuestsOfAUser() {
        List<Owner.Guest> guests =
                Stream.generate(() -> new Owner.Guest(Ids.next())).limit(5).toList();
        guests.forEach(guest -> links.store(guest, owner));
        assertEquals(guests.subList(0, 3), links.guestsOf(owner, Optional.empty(), 3));
        assertEquals(guests.subList(3, 5), links.guestsOf(owner, Optional.of(guests.get(2)), 3));
    }

    @Test
    void keepsTheFirstLinkOfAGuest() {
        Owner.Guest guest = new Owner.Guest(Ids.next());
        links.store(guest, owner);
        links.store(guest, new Owner.User(Ids.next()));
        assertEquals(Optional.of(owner), links.userOf(guest));
        assertEquals(List.of(guest), links.guestsOf(owner, Optional.empty(), 10));
    }

    @Override
    protected Carts carts() {
        return carts;
    }

    private Document stored(Cart cart) {
        return Objects.requireNonNull(database.getCollection("carts")
                .find(eq("_id", cart.id().value()))
                .first());
    }

    private static ProductFact fact(String sku, String product, int dollars) {
        return fact(sku, product, "variant-of-" + product, dollars);
    }

    private static ProductFact fact(String sku, String product, String variant, int dollars) {
        return new ProductFact(
                sku, product, variant, "x", "own", null, null, Money.parse("USD " + dollars + ".00"), true);
    }
}
