package dev.parley.cart.cart.domain;

import static dev.parley.cart.cart.domain.CartFixture.aCart;
import static dev.parley.cart.cart.domain.CartFixture.anEmptyCart;
import static dev.parley.cart.cart.domain.CartFixture.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every implementation of {@link Carts} passes these tests, with concurrent writers. */
public abstract class CartsContract {

    protected final Owner.User owner = new Owner.User(Ids.next());

    protected abstract Carts carts();

    @Test
    void restoresTheStoredState() {
        Cart cart = aCart(Ids.next(), owner);
        carts().save(cart);
        assertEquals(cart.state(), carts().byId(cart.id()).orElseThrow().state());
        assertEquals(cart.state(), carts().current(owner).orElseThrow().state());
    }

    @Test
    void keepsOneCurrentCartPerOwner() throws Exception {
        List<Boolean> stored = AtOnce.run(10, () -> isStored(() -> carts().save(aCart(Ids.next(), owner))));

        assertEquals(1, Collections.frequency(stored, true));
    }

    @Test
    void acceptsOneOfManyConcurrentWriters() throws Exception {
        Cart cart = aCart(Ids.next(), owner);
        carts().save(cart);
        List<Cart> read = IntStream.range(0, 10)
                .mapToObj(i -> carts().byId(cart.id()).orElseThrow())
                .toList();
        List<Boolean> stored = AtOnce.run(10, i -> {
            read.get(i).add(product("SKU-" + i, "USD 1.00"), 1, Optional.empty(), CartFixture.NOW);
            return isStored(() -> carts().save(read.get(i)));
        });
        assertEquals(1, Collections.frequency(stored, true));
        assertEquals(2, carts().byId(cart.id()).orElseThrow().lines().size());
    }

    @Test
    void anOrderHoldsOneCartOnly() {
        OrderId order = new OrderId(Ids.next());
        Cart first = aCart(Ids.next(), owner);
        freeze(first, order);
        carts().save(first);
        first.convert(order, CartFixture.NOW);
        carts().save(first);
        Cart next = aCart(Ids.next(), owner);
        carts().save(next);
        freeze(next, order);
        assertThrows(VersionClash.class, () -> carts().save(next));
        assertEquals(first.id(), carts().ofOrder(order).orElseThrow().id());
    }

    @Test
    void findsDueCarts() {
        OrderId order = new OrderId(Ids.next());
        Cart frozen = aCart(Ids.next(), owner);
        freeze(frozen, order);
        carts().save(frozen);
        assertTrue(
                carts().leaseExpiredAt(CartFixture.NOW.plus(Cart.LEASE), 1000).contains(frozen.id()));
        frozen.thaw(order, CartFixture.NOW);
        carts().save(frozen);
        assertFalse(
                carts().leaseExpiredAt(CartFixture.NOW.plus(Cart.LEASE), 1000).contains(frozen.id()));
    }

    @Test
    void knowsMergedCarts() {
        Owner.Guest guest = new Owner.Guest(Ids.next());
        Cart guests = aCart(Ids.next(), guest);
        carts().save(guests);
        guests.closeForMerge(owner, CartFixture.NOW);
        carts().save(guests);
        assertTrue(carts().current(guest).isEmpty());
        assertEquals(1, carts().movingTo(owner).size());
        Cart users = anEmptyCart(Ids.next(), owner);
        users.takeOver(guests, CartFixture.NOW);
        carts().save(users);
        assertTrue(carts().isMerged(guests.id()));
    }

    @Test
    void findsTheCurrentCartsOfSomeOwners() {
        Owner.Guest with = new Owner.Guest(Ids.next());
        Cart cart = aCart(Ids.next(), with);
        carts().save(cart);
        assertEquals(List.of(cart.id().value()), ids(carts().currentOf(List.of(with, new Owner.Guest(Ids.next())))));
    }

    /** Whether the write was stored, not rejected with a version clash. */
    private static boolean isStored(Runnable write) {
        try {
            write.run();
            return true;
        } catch (VersionClash refused) {
            return false;
        }
    }

    protected static void freeze(Cart cart, OrderId order) {
        cart.freeze(order, Optional.empty(), sku -> Optional.of(product(sku, "USD 849.00")), CartFixture.NOW);
    }

    private static List<String> ids(List<Cart> found) {
        return found.stream().map(cart -> cart.id().value()).toList();
    }
}
