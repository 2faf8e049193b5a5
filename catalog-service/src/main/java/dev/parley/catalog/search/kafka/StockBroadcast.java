package dev.parley.catalog.search.kafka;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.StockListener;
import dev.parley.catalog.search.application.SearchIndex;
import dev.parley.platform.events.BroadcastConsumer;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Events;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Updates the index of this instance after changes of stock by any instance. */
@ApplicationScoped
public class StockBroadcast implements BroadcastConsumer {

    /**
     * The delays of later updates after a release: when it is usually settled, and when the recurring job has settled
     * it at the latest.
     */
    private static final List<Duration> SETTLED_AFTER = List.of(Duration.ofSeconds(2), Duration.ofMinutes(1));

    /**
     * An offset counts as consumed only after the last delayed update, so that the update is repeated after a restart.
     */
    private static final Duration CONSUMED_AFTER = Duration.ofMinutes(2);

    private static final Duration APART = Duration.ofSeconds(1);
    private static final Duration REACH_BACK = Duration.ofMinutes(15);

    private final Events events;
    private final StockListener listener;
    private final SearchIndex index;
    /** The offsets read of each partition in the last two minutes; confined to the consumer's thread. */
    private final Map<Integer, Deque<Read>> lately = new HashMap<>();

    StockBroadcast(Events events, StockListener listener, SearchIndex index) {
        this.events = events;
        this.listener = listener;
        this.index = index;
    }

    private record Read(long nextOffset, long nanos) {}

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
                .when(Reserved.class, (event, meta) -> changed(event.lines()))
                .when(Released.class, (event, meta) -> freed(event.lines()))
                .when(Rejected.class, (event, meta) -> freed(event.lines()))
                .when(Adjusted.class, (event, meta) -> changed(List.of(new Line(event.sku()))));
        read(record.partition(), record.offset() + 1, System.nanoTime());
    }

    @Override
    public Map<TopicPartition, Long> startFrom() {
        return StoredOffsets.of(index, topic());
    }

    @Override
    public Optional<Duration> reachBack() {
        return Optional.of(REACH_BACK);
    }

    @Override
    public void starting(TopicPartition partition, long offset, boolean gap) {
        if (gap) {
            index.rebuild();
        }
        int number = partition.partition();
        boolean first =
                !lately.containsKey(number) && !index.resumeFrom(topic()).containsKey(number);
        if (gap || first) {
            index.consumed(topic(), number, offset);
        }
    }

    @Override
    public boolean delaysReadiness() {
        return false;
    }

    /** The units become available shortly after the event; after a crash in between, when the recurring job has run. */
    private void freed(List<Line> lines) {
        changed(lines);
        List<Sku> skus = skus(lines);
        SETTLED_AFTER.forEach(after -> index.recheck(skus, after));
    }

    private void changed(List<Line> lines) {
        listener.availabilityChanged(skus(lines));
    }

    private static List<Sku> skus(List<Line> lines) {
        return lines.stream().map(line -> new Sku(line.sku())).toList();
    }

    private void read(int partition, long nextOffset, long now) {
        Deque<Read> reads = lately.computeIfAbsent(partition, p -> new ArrayDeque<>());
        while (!reads.isEmpty() && now - reads.getFirst().nanos() > CONSUMED_AFTER.toNanos()) {
            index.consumed(topic(), partition, reads.removeFirst().nextOffset());
        }
        if (reads.isEmpty() || now - reads.getLast().nanos() > APART.toNanos()) {
            reads.addLast(new Read(nextOffset, now));
        }
    }
}
