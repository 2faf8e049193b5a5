package dev.parley.catalog.product.kafka;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.PriceHistory;
import dev.parley.catalog.product.domain.PriceRecord;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Records the prices of products from this service's own events: every write that sets a price has an event with the
 * price and the time at which it began, so a record is neither missed nor made twice.
 */
@ApplicationScoped
public class PriceHistoryConsumer {

    private final Events events;
    private final PriceHistory history;

    PriceHistoryConsumer(Events events, PriceHistory history) {
        this.events = events;
        this.history = history;
    }

    /** The fields of a variant that the history needs. */
    public record Variant(String sku, Money price, @Nullable Instant priceSince) {}

    @EventType("dev.parley.product.created.v1")
    public record Created(String productId, List<Variant> variants) {}

    @EventType("dev.parley.product.updated.v1")
    public record Updated(String productId, List<Variant> variants) {}

    @EventType("dev.parley.product.price-changed.v1")
    public record PriceChanged(String productId, List<Variant> variants) {}

    @Incoming("products")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(Created.class, (event, meta) -> record(event.productId(), event.variants()))
                .when(Updated.class, (event, meta) -> record(event.productId(), event.variants()))
                .when(PriceChanged.class, (event, meta) -> record(event.productId(), event.variants()));
    }

    private void record(String productId, List<Variant> variants) {
        history.record(variants.stream()
                .filter(variant -> variant.priceSince() != null)
                .map(variant -> new PriceRecord(
                        new Sku(variant.sku()), new ProductId(productId), variant.price(), variant.priceSince()))
                .toList());
    }
}
