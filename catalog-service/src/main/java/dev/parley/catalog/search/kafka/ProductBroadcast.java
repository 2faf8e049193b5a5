package dev.parley.catalog.search.kafka;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.application.ProductListener;
import dev.parley.catalog.search.application.SearchIndex;
import dev.parley.platform.events.BroadcastConsumer;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Events;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Updates the index and the cache of this instance after changes of products by any instance. */
@ApplicationScoped
public class ProductBroadcast implements BroadcastConsumer {

    /** The TTL of a cached product: an older event has no entry to replace. */
    private static final Duration CACHED = Duration.ofHours(1);

    private final Events events;
    private final List<ProductListener> listeners;
    private final SearchIndex index;

    ProductBroadcast(Events events, @All List<ProductListener> listeners, SearchIndex index) {
        this.events = events;
        this.listeners = listeners;
        this.index = index;
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
        index.consumed(topic(), record.partition(), record.offset() + 1);
    }

    @Override
    public Map<TopicPartition, Long> startFrom() {
        return StoredOffsets.of(index, topic());
    }

    @Override
    public Optional<Duration> reachBack() {
        return Optional.of(CACHED);
    }

    @Override
    public void starting(TopicPartition partition, long offset, boolean gap) {
        if (gap) {
            index.rebuild();
        }
        index.consumed(topic(), partition.partition(), offset);
    }

    @Override
    public boolean delaysReadiness() {
        return false;
    }

    private void changed(String id, long version) {
        ProductId productId = new ProductId(id);
        listeners.forEach(listener -> listener.productChanged(productId, version));
    }
}
