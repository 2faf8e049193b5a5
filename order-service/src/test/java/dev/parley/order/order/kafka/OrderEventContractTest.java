package dev.parley.order.order.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderFixture;
import dev.parley.order.order.domain.Rejection;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.testing.EventSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEventContractTest {

    private final OrderWireEvents wireEvents = new OrderWireEvents();

    @Test
    void writesEveryOrderEventAsItsSample() {
        Order sold = OrderFixture.aConfirmedOrder();
        sold.cancel("changed-my-mind", OrderFixture.NOW);
        List<PendingEvent> events = wireEvents.of(sold, "user:anna");
        assertEquals(4, events.size());
        events.forEach(event -> EventSamples.assertWrites(event.data()));
    }

    @Test
    void writesRejectionsAsTheirSamples() {
        Order refused = OrderFixture.aPendingOrder();
        refused.reject(
                Rejection.noStock("out-of-stock", List.of(new Rejection.Shortage("LAP-13-BLK", 2, 1))),
                1,
                OrderFixture.NOW);
        EventSamples.assertWrites(wireEvents.of(refused, "service").getLast().data());

        Order declined = OrderFixture.aPendingOrder();
        declined.declinePayment(OrderFixture.PAYMENT, "card-declined", 1, OrderFixture.NOW);
        EventSamples.assertWrites(wireEvents.of(declined, "service").get(1).data());
    }

    @Test
    void readsInventoryEvents() {
        assertEquals(
                OrderFixture.ID.value(),
                EventSamples.read(StockReservedV1.class).orderId());
        StockRejectedV1 rejected = EventSamples.read(StockRejectedV1.class);
        assertEquals("out-of-stock", rejected.reason());
        assertEquals(new WireShortage("LAP-13-BLK", 2, 1), rejected.lines().getFirst());
    }
}
