package dev.parley.catalog.inventory.kafka;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.EndReservation;
import dev.parley.catalog.inventory.application.ReserveStock;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Events;
import dev.parley.platform.id.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Applies the events of orders to the stock. */
@ApplicationScoped
public class OrderConsumer {

    private final Events events;
    private final ReserveStock reserve;
    private final EndReservation end;

    OrderConsumer(Events events, ReserveStock reserve, EndReservation end) {
        this.events = events;
        this.reserve = reserve;
        this.end = end;
    }

    /** The fields of an order line that the stock needs. */
    public record Item(String sku, int quantity) {}

    @EventType("dev.parley.order.placed.v1")
    public record OrderPlacedV1(String orderId, List<Item> items) {}

    @EventType("dev.parley.order.confirmed.v1")
    public record OrderConfirmedV1(String orderId) {}

    @EventType("dev.parley.order.rejected.v1")
    public record OrderRejectedV1(String orderId) {}

    @EventType("dev.parley.order.cancelled.v1")
    public record OrderCancelledV1(String orderId, boolean wasConfirmed) {}

    @Incoming("orders")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(OrderPlacedV1.class, (event, meta) -> reserve.handle(checked(event.orderId()), lines(event)))
                .when(OrderConfirmedV1.class, (event, meta) -> end.commit(checked(event.orderId())))
                .when(OrderRejectedV1.class, (event, meta) -> end.release(checked(event.orderId()), "order-rejected"))
                .when(OrderCancelledV1.class, (event, meta) -> cancel(event));
    }

    private void cancel(OrderCancelledV1 event) {
        if (event.wasConfirmed()) {
            end.returnUnits(checked(event.orderId()));
        } else {
            end.release(checked(event.orderId()), "order-cancelled");
        }
    }

    private static List<OrderLine> lines(OrderPlacedV1 event) {
        return event.items().stream()
                .map(item -> new OrderLine(new Sku(item.sku()), item.quantity()))
                .toList();
    }

    /** Order ids become field names, so other text is rejected. */
    private static OrderId checked(String orderId) {
        if (!Ids.isValid(orderId)) {
            throw new IllegalArgumentException("not an order id");
        }
        return new OrderId(orderId);
    }
}
