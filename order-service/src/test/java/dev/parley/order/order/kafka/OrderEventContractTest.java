package dev.parley.order.order.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderEvent;
import dev.parley.order.order.domain.OrderFixture;
import dev.parley.order.order.domain.Rejection;
import dev.parley.platform.testing.EventSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEventContractTest {

    private final OrderEventMessages messages = new OrderEventMessages();

    @Test
    void writesEveryOrderEventAsItsSample() {
        Order sold = OrderFixture.aConfirmedOrder();
        sold.cancel("changed-my-mind", OrderFixture.NOW);
        assertEquals(4, sold.events().size());
        sold.events().forEach(event -> EventSamples.assertWrites(messages.toWire(sold, event)));
    }

    @Test
    void writesRefusalsAsTheirSamples() {
        Order refused = OrderFixture.aPendingOrder();
        refused.refuse(
                Rejection.noStock("out-of-stock", List.of(new Rejection.Shortage("LAP-13-BLK", 2, 1))),
                1,
                OrderFixture.NOW);
        EventSamples.assertWrites(messages.toWire(refused, refused.events().getLast()));

        Order declined = OrderFixture.aPendingOrder();
        declined.declinePayment(OrderFixture.PAYMENT, "card-declined", 1, OrderFixture.NOW);
        OrderEvent failed = declined.events().get(1);
        EventSamples.assertWrites(messages.toWire(declined, failed));
    }

    @Test
    void readsWhatTheWarehouseSays() {
        assertEquals(
                OrderFixture.ID.value(),
                EventSamples.read(StockReservedV1.class).orderId());
        StockRejectedV1 rejected = EventSamples.read(StockRejectedV1.class);
        assertEquals("out-of-stock", rejected.reason());
        assertEquals(new WireShortage("LAP-13-BLK", 2, 1), rejected.lines().getFirst());
    }
}
