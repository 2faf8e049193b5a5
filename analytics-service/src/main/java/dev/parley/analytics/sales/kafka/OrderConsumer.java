package dev.parley.analytics.sales.kafka;

import dev.parley.analytics.sales.application.SoldOrders;
import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class OrderConsumer {

    private final Events events;
    private final SoldOrders sold;

    OrderConsumer(Events events, SoldOrders sold) {
        this.events = events;
        this.sold = sold;
    }

    @Incoming("orders")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(OrderConfirmedV1.class, (event, meta) -> count(event))
                .when(OrderCancelledV1.class, (event, meta) -> {
                    if (event.wasConfirmed()) {
                        sold.cancel(event.orderId(), event.cancelledAt());
                    }
                });
    }

    private void count(OrderConfirmedV1 event) {
        long units = event.items().stream()
                .mapToLong(OrderConfirmedV1.Item::quantity)
                .sum();
        sold.count(event.orderId(), event.confirmedAt(), units, event.total());
    }
}
