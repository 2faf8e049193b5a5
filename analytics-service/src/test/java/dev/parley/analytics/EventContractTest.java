package dev.parley.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.analytics.activity.ProductViewedV1;
import dev.parley.analytics.activity.SearchPerformedV1;
import dev.parley.analytics.sales.kafka.OrderCancelledV1;
import dev.parley.analytics.sales.kafka.OrderConfirmedV1;
import dev.parley.platform.testing.EventSamples;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class EventContractTest {

    @Test
    void readsThatAnOrderWasConfirmed() {
        OrderConfirmedV1 event = EventSamples.read(OrderConfirmedV1.class);
        assertEquals(Money.parse("USD 1698.00"), event.total());
        assertEquals(2, event.items().getFirst().quantity());
        assertEquals("2026-01-15T10:30:00Z", event.confirmedAt().toString());
    }

    @Test
    void readsThatAnOrderWasCancelled() {
        assertTrue(EventSamples.read(OrderCancelledV1.class).wasConfirmed());
    }

    @Test
    void readsSearchesAndViews() {
        assertEquals(12, EventSamples.read(SearchPerformedV1.class).results());
        assertEquals(
                "0199d1c0-0000-7000-8000-000000000011",
                EventSamples.read(ProductViewedV1.class).productId());
    }
}
