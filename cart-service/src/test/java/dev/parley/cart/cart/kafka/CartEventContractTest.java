package dev.parley.cart.cart.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.cart.cart.domain.CartEvent;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.CartLine;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CartEventContractTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final CartId CART = new CartId("0199d1c0-0000-7000-8000-000000000031");
    private static final Owner USER = new Owner.User("0199d1c0-0000-7000-8000-000000000001");
    private static final Owner GUEST = new Owner.Guest("0199d1c0-0000-7000-8000-000000000002");
    private static final CartLine LINE = new CartLine(
            "LAP-13-BLK",
            "0199d1c0-0000-7000-8000-000000000011",
            "Aster 13 laptop",
            "own",
            null,
            null,
            2,
            Money.parse("USD 849.00"),
            NOW);

    @Test
    void writesEveryCartEventAsItsSample() {
        assertWrites(new CartEvent.ItemAdded(CART, USER, LINE, NOW));
        assertWrites(new CartEvent.ItemChanged(CART, USER, LINE, NOW));
        assertWrites(new CartEvent.ItemRemoved(CART, USER, LINE, NOW));
        assertWrites(new CartEvent.Merged(
                CART, USER, new CartId("0199d1c0-0000-7000-8000-000000000032"), GUEST, List.of(LINE), NOW));
        assertWrites(new CartEvent.Converted(
                CART, USER, new OrderId("0199d1c0-0000-7000-8000-000000000021"), List.of(LINE), NOW));
        assertWrites(new CartEvent.Abandoned(CART, USER, List.of(LINE), NOW, NOW));
    }

    @Test
    void readsTheProductEvents() {
        var fact = EventSamples.read(ProductPriceChangedV1.class).facts().getFirst();
        assertEquals("LAP-13-BLK", fact.sku());
        assertEquals(Money.parse("USD 849.00"), fact.currentPrice().orElseThrow());
        assertTrue(EventSamples.read(ProductCreatedV1.class).facts().getFirst().forSale());
        assertTrue(EventSamples.read(ProductUpdatedV1.class).facts().getFirst().forSale());
        assertFalse(
                EventSamples.read(ProductArchivedV1.class).facts().getFirst().forSale());
    }

    @Test
    void readsOrderOutcomesAndGuestLinks() {
        assertEquals(CART.value(), EventSamples.read(OrderConfirmedV1.class).cartId());
        assertEquals(CART.value(), EventSamples.read(OrderRejectedV1.class).cartId());
        assertTrue(EventSamples.read(OrderCancelledV1.class).wasConfirmed());
        assertEquals(
                GUEST.anonymousId().orElseThrow(),
                EventSamples.read(GuestLinkedV1.class).anonymousId());
    }

    private static void assertWrites(CartEvent event) {
        EventSamples.assertWrites(CartWireEvents.data(event));
    }
}
