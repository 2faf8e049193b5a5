package dev.parley.cart.cart.domain;

import static dev.parley.cart.cart.domain.CartFixture.ANNA;
import static dev.parley.cart.cart.domain.CartFixture.GUEST;
import static dev.parley.cart.cart.domain.CartFixture.NOW;
import static dev.parley.cart.cart.domain.CartFixture.ORDER;
import static dev.parley.cart.cart.domain.CartFixture.aCart;
import static dev.parley.cart.cart.domain.CartFixture.aCartInCheckout;
import static dev.parley.cart.cart.domain.CartFixture.anEmptyCart;
import static dev.parley.cart.cart.domain.CartFixture.elsewhere;
import static dev.parley.cart.cart.domain.CartFixture.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.id.Ids;
import dev.parley.platform.id.OneTimeKeys;
import dev.parley.platform.problem.Problem;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CartTest {

    private static final Optional<String> NO_KEY = Optional.empty();
    private static final CurrencyUnit EUR = CurrencyUnit.of("EUR");

    @Test
    void addsTheSameSkuToItsLine() {
        Cart cart = aCart("c", ANNA);
        cart.add(product("LAPTOP", "USD 849.00"), 3, NO_KEY, NOW);
        assertEquals(1, cart.lines().size());
        assertEquals(5, cart.itemCount());
        assertInstanceOf(CartEvent.ItemChanged.class, cart.events().getLast());
    }

    @Test
    void addsOncePerIdempotencyKey() {
        Cart cart = anEmptyCart("c", ANNA);
        cart.add(product("LAPTOP", "USD 849.00"), 1, Optional.of("key"), NOW);
        cart.add(product("LAPTOP", "USD 849.00"), 1, Optional.of("key"), NOW);
        assertEquals(1, cart.itemCount());
        assertEquals(1, cart.events().size());
    }

    @Test
    void rejectsAdditionsBeyondTheKeyLimit() {
        Cart cart = anEmptyCart("cart", ANNA);
        Instant now = Instant.now();
        for (int i = 0; i < OneTimeKeys.MOST; i++) {
            cart.add(product("LAPTOP", "USD 1.00"), 1, Optional.of(Ids.next()), now);
        }
        Problem refused = assertThrows(
                Problem.class, () -> cart.add(product("LAPTOP", "USD 1.00"), 1, Optional.of(Ids.next()), now));
        assertEquals(429, refused.status());
        cart.add(
                product("LAPTOP", "USD 1.00"),
                1,
                Optional.of(Ids.next()),
                now.plus(OneTimeKeys.KEPT).plusSeconds(60));
        assertEquals(1, cart.state().recentKeys().size());
    }

    @Test
    void takesOverTheKeysOfMergedCarts() {
        Instant now = Instant.now();
        Optional<String> key = Optional.of(Ids.next());
        Cart guests = anEmptyCart("guests", new Owner.Guest("guest"));
        guests.add(product("LAPTOP", "USD 1.00"), 1, key, now);
        guests.closeForMerge(ANNA, now);
        Cart users = anEmptyCart("users", ANNA);
        users.takeOver(guests, now);
        users.add(product("LAPTOP", "USD 1.00"), 1, key, now);
        assertEquals(1, users.itemCount());
    }

    @Test
    void rejectsACurrencyMismatch() {
        Cart cart = aCart("c", ANNA);
        assertThrows(CartProblem.CurrencyMismatch.class, () -> cart.add(product("MOUSE", "EUR 9.00"), 1, NO_KEY, NOW));
    }

    @Test
    void rejectsAQuantityAboveTheMaximum() {
        Cart cart = aCart("c", ANNA);
        assertThrows(
                CartProblem.QuantityTooLarge.class,
                () -> cart.add(product("LAPTOP", "USD 849.00"), Cart.MAX_QUANTITY, NO_KEY, NOW));
        assertEquals(2, cart.itemCount());
    }

    @Test
    void rejectsUnavailableProducts() {
        ProductFact archived = new ProductFact("X", "p", "v", "X", "own", null, null, Money.parse("USD 1.00"), false);
        Cart cart = anEmptyCart("c", ANNA);
        assertThrows(CartProblem.ProductUnavailable.class, () -> cart.add(archived, 1, NO_KEY, NOW));
    }

    @Test
    void rejectsAHundredAndFirstLine() {
        Cart cart = anEmptyCart("c", ANNA);
        for (int i = 0; i < Cart.MAX_LINES; i++) {
            cart.add(product("SKU-" + i, "USD 1.00"), 1, NO_KEY, NOW);
        }
        assertThrows(CartProblem.CartFull.class, () -> cart.add(product("ONE-MORE", "USD 1.00"), 1, NO_KEY, NOW));
    }

    @Test
    void excludesOtherMarketplacesFromTheTotal() {
        Cart cart = aCart("c", ANNA);
        cart.add(elsewhere("jumia:1", "USD 10.00"), 1, NO_KEY, NOW);
        assertEquals(Money.parse("USD 1698.00"), cart.pricing(EUR).total());
        assertEquals("https://jumia.example/jumia:1", cart.lines().getLast().externalUrl());
        assertEquals(1, cart.ownLines().size());
    }

    @Test
    void freezesAtTheCurrentPrice() {
        Cart cart = aCart("c", ANNA);
        cart.freeze(ORDER, Optional.empty(), sku -> Optional.of(product(sku, "USD 800.00")), NOW);
        assertEquals(CartStatus.CHECKOUT, cart.status());
        assertEquals(Money.parse("USD 1600.00"), cart.pricing(EUR).total());
    }

    @Test
    void renewsTheLeaseForItsOrderOnly() {
        Cart cart = aCart("c", ANNA);
        cart.freeze(ORDER, Optional.empty(), sku -> Optional.of(product(sku, "USD 800.00")), NOW);
        Instant later = NOW.plusSeconds(60);
        cart.renewLease(new OrderId("other"), later);
        assertEquals(NOW.plus(Cart.LEASE), cart.state().leaseUntil());
        cart.renewLease(ORDER, later);
        assertEquals(later.plus(Cart.LEASE), cart.state().leaseUntil());
    }

    @Test
    void rejectsAFreezeAboveTheExpectedTotal() {
        Cart cart = aCart("c", ANNA);
        CartProblem.PriceChanged refused = assertThrows(
                CartProblem.PriceChanged.class,
                () -> cart.freeze(
                        ORDER,
                        Optional.of(Money.parse("USD 1698.00")),
                        sku -> Optional.of(product(sku, "USD 900.00")),
                        NOW));
        assertEquals(Money.parse("USD 1800.00"), refused.extensions().get("current"));
        assertEquals(Money.parse("USD 1698.00"), refused.extensions().get("expected"));
        assertEquals(CartStatus.ACTIVE, cart.status());
        assertEquals(Money.parse("USD 1698.00"), cart.pricing(EUR).total());
    }

    @Test
    void freezesBelowTheExpectedTotal() {
        Cart cart = aCart("c", ANNA);
        cart.freeze(ORDER, Optional.of(Money.parse("USD 1698.00")), sku -> Optional.of(product(sku, "USD 1.00")), NOW);
        assertEquals(CartStatus.CHECKOUT, cart.status());
    }

    @Test
    void rejectsAFreezeWithoutOwnLines() {
        Cart cart = anEmptyCart("c", ANNA);
        cart.add(elsewhere("jumia:1", "USD 10.00"), 1, NO_KEY, NOW);
        assertThrows(
                CartProblem.CartEmpty.class, () -> cart.freeze(ORDER, Optional.empty(), sku -> Optional.empty(), NOW));
    }

    @Test
    void rejectsAFreezeWithUnavailableProducts() {
        Cart cart = aCart("c", ANNA);
        assertThrows(
                CartProblem.ProductUnavailable.class,
                () -> cart.freeze(ORDER, Optional.empty(), sku -> Optional.empty(), NOW));
    }

    @Test
    void rejectsChangesAndOtherOrdersInCheckout() {
        Cart cart = aCartInCheckout("c");
        assertThrows(CartProblem.InCheckout.class, () -> cart.remove("LAPTOP", NOW));
        assertThrows(CartProblem.InCheckout.class, () -> cart.clear(NOW));
        assertThrows(CartProblem.InCheckout.class, () -> cart.changeQuantity("LAPTOP", 1, NOW));
        assertThrows(
                CartProblem.InCheckout.class,
                () -> cart.freeze(new OrderId("other"), Optional.empty(), sku -> Optional.empty(), NOW));
    }

    @Test
    void thawsWhenTheOrderFails() {
        Cart cart = aCartInCheckout("c");
        cart.thaw(ORDER, NOW);
        cart.changeQuantity("LAPTOP", 1, NOW);
        assertEquals(CartStatus.ACTIVE, cart.status());
        assertTrue(cart.order().isEmpty());
    }

    @Test
    void doesNotThawForAnotherOrder() {
        Cart cart = aCartInCheckout("c");
        cart.thaw(new OrderId("an older one"), NOW);
        assertEquals(CartStatus.CHECKOUT, cart.status());
    }

    @Test
    void convertsOnceAndRejectsAnotherOrder() {
        Cart cart = aCartInCheckout("c");
        cart.convert(ORDER, NOW);
        cart.convert(ORDER, NOW);
        assertEquals(CartStatus.CONVERTED, cart.status());
        assertEquals(
                1,
                cart.events().stream()
                        .filter(CartEvent.Converted.class::isInstance)
                        .count());
        Cart thawed = aCart("d", ANNA);
        assertThrows(CartProblem.StepImpossible.class, () -> thawed.convert(ORDER, NOW));
    }

    @Test
    void movesLinesOfOtherMarketplacesToTheNextCart() {
        Cart cart = aCart("c", ANNA);
        cart.add(elsewhere("jumia:1", "USD 10.00"), 1, NO_KEY, NOW);
        cart.freeze(ORDER, Optional.empty(), sku -> Optional.of(product(sku, "USD 849.00")), NOW);
        cart.convert(ORDER, NOW);
        assertEquals(Optional.of(ANNA), cart.moveTo());
        Cart next = anEmptyCart("next", ANNA);
        next.takeOver(cart, NOW);
        assertEquals(1, next.lines().size());
        assertEquals("jumia:1", next.lines().getFirst().sku());
    }

    @Test
    void mergesAGuestsLinesOnce() {
        Cart guests = aCart("g", GUEST);
        guests.closeForMerge(ANNA, NOW);
        Cart annas = aCart("a", ANNA);
        annas.takeOver(guests, NOW);
        annas.takeOver(guests, NOW);
        assertEquals(4, annas.itemCount());
        guests.linesMoved(NOW);
        assertEquals(CartStatus.MERGED, guests.status());
    }

    @Test
    void closesAGuestsCartForGood() {
        Cart guests = aCart("g", GUEST);
        guests.closeForMerge(ANNA, NOW);
        assertFalse(guests.status().isCurrent());
        assertThrows(CartProblem.StepImpossible.class, () -> guests.clear(NOW));
    }

    @Test
    void capsQuantitiesWhenMerging() {
        Cart guests = anEmptyCart("g", GUEST);
        guests.add(product("LAPTOP", "USD 1.00"), Cart.MAX_QUANTITY, NO_KEY, NOW);
        guests.closeForMerge(ANNA, NOW);
        Cart annas = aCart("a", ANNA);
        annas.takeOver(guests, NOW);
        assertEquals(Cart.MAX_QUANTITY, annas.itemCount());
    }

    @Test
    void isAbandonedAfterSevenDaysButNotInCheckout() {
        Cart cart = aCart("c", ANNA);
        cart.abandon(NOW.plus(Cart.LIFE).minusMillis(1));
        assertEquals(CartStatus.ACTIVE, cart.status());
        cart.abandon(NOW.plus(Cart.LIFE));
        assertEquals(CartStatus.ABANDONED, cart.status());
        Cart frozen = aCartInCheckout("d");
        frozen.abandon(NOW.plus(Cart.LIFE));
        assertEquals(CartStatus.CHECKOUT, frozen.status());
    }
}
