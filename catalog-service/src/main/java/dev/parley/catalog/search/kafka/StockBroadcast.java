package dev.parley.catalog.search.kafka;

import dev.parley.catalog.inventory.application.StockListener;
import dev.parley.catalog.search.application.SearchIndex;
import dev.parley.platform.events.BroadcastConsumer;
import dev.parley.platform.events.EventMeta;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Events;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stock that any instance has changed: the index of this one hears of it. */
@ApplicationScoped
public class StockBroadcast implements BroadcastConsumer {

    /** Stock follows a reservation's event within moments, after a crash within a sweep or two. */
    private static final Duration LATEST_EFFECT = Duration.ofMinutes(5);

    /** When to look again after a release: when it has usually been settled, and when a sweep has, at the latest. */
    private static final List<Duration> SETTLED_AFTER = List.of(Duration.ofSeconds(2), Duration.ofMinutes(1));

    private final Events events;
    private final StockListener listener;
    private final SearchIndex index;

    StockBroadcast(Events events, StockListener listener, SearchIndex index) {
        this.events = events;
        this.listener = listener;
        this.index = index;
    }

    /** A line of a reservation. */
    public record Line(String sku) {}

    @EventType("dev.parley.stock.reserved.v1")
    public record Reserved(List<Line> lines) {}

    @EventType("dev.parley.stock.released.v1")
    public record Released(List<Line> lines) {}

    @EventType("dev.parley.stock.rejected.v1")
    public record Rejected(List<Line> lines) {}

    @EventType("dev.parley.stock.adjusted.v1")
    public record Adjusted(String sku) {}

    @Override
    public String topic() {
        return "catalog.inventory";
    }

    @Override
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(Reserved.class, (event, meta) -> changed(event.lines(), meta))
                .when(Released.class, (event, meta) -> freed(event.lines(), meta))
                .when(Rejected.class, (event, meta) -> freed(event.lines(), meta))
                .when(Adjusted.class, (event, meta) -> changed(List.of(new Line(event.sku())), meta));
    }

    /** The units are free a moment after the event says so; after a crash in between, when the sweep has come by. */
    private void freed(List<Line> lines, EventMeta meta) {
        changed(lines, meta);
        if (isNews(meta)) {
            for (Duration later : SETTLED_AFTER) {
                CompletableFuture.delayedExecutor(later.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                        .execute(() -> changed(lines, meta));
            }
        }
    }

    private void changed(List<Line> lines, EventMeta meta) {
        if (isNews(meta)) {
            listener.availabilityChanged(lines.stream().map(Line::sku).toList());
        }
    }

    /** The whole history of stock is read at every start; what is older than the index is in it. */
    private boolean isNews(EventMeta meta) {
        return meta.time().isAfter(index.builtAt().minus(LATEST_EFFECT));
    }
}
