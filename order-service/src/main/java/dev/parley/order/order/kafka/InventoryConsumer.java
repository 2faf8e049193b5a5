package dev.parley.order.order.kafka;

import dev.parley.order.order.application.AcceptReservation;
import dev.parley.order.order.application.RejectReservation;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Rejection;
import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes the outcomes of reservations. The payment is authorized here, in the sequence of the order's own events: a
 * slow provider delays this order only. Events about the end of a reservation are consequences of this service's own
 * events and are skipped.
 */
@ApplicationScoped
class InventoryConsumer {

    private final Events events;
    private final AcceptReservation acceptReservation;
    private final RejectReservation rejectReservation;

    InventoryConsumer(Events events, AcceptReservation acceptReservation, RejectReservation rejectReservation) {
        this.events = events;
        this.acceptReservation = acceptReservation;
        this.rejectReservation = rejectReservation;
    }

    @Incoming("inventory")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(
                        StockReservedV1.class,
                        (event, meta) -> acceptReservation.handle(new OrderId(event.orderId()), meta.sequence()))
                .when(
                        StockRejectedV1.class,
                        (event, meta) -> rejectReservation.handle(
                                new OrderId(event.orderId()),
                                Rejection.noStock(
                                        event.reason(),
                                        event.lines().stream()
                                                .map(WireShortage::toDomain)
                                                .toList()),
                                meta.sequence()));
    }
}
