package dev.parley.catalog.search.kafka;

import dev.parley.catalog.product.application.ProductListener;
import dev.parley.platform.events.BroadcastConsumer;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Events;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Products that any instance has changed: index and cache of this one hear of them. */
@ApplicationScoped
public class ProductBroadcast implements BroadcastConsumer {

    private final Events events;
    private final List<ProductListener> listeners;

    ProductBroadcast(Events events, @All List<ProductListener> listeners) {
        this.events = events;
        this.listeners = listeners;
    }

    @EventType("dev.parley.product.created.v1")
    public record Created(String productId, long version) {}

    @EventType("dev.parley.product.updated.v1")
    public record Updated(String productId, long version) {}

    @EventType("dev.parley.product.price-changed.v1")
    public record PriceChanged(String productId, long version) {}

    @EventType("dev.parley.product.archived.v1")
    public record Archived(String productId, long version) {}

    @Override
    public String topic() {
        return "catalog.products";
    }

    @Override
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(Created.class, (event, meta) -> changed(event.productId(), event.version()))
                .when(Updated.class, (event, meta) -> changed(event.productId(), event.version()))
                .when(PriceChanged.class, (event, meta) -> changed(event.productId(), event.version()))
                .when(Archived.class, (event, meta) -> changed(event.productId(), event.version()));
    }

    private void changed(String productId, long version) {
        listeners.forEach(listener -> listener.productChanged(productId, version));
    }
}
