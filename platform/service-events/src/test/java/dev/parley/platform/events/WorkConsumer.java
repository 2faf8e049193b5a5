package dev.parley.platform.events;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer whose handler each test sets, by key. */
@ApplicationScoped
public class WorkConsumer {

    static final Map<String, BiConsumer<CounterRaisedV1, EventMeta>> handlers = new ConcurrentHashMap<>();
    static final Map<String, List<Integer>> done = new ConcurrentHashMap<>();
    static final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();

    private final Events events;

    WorkConsumer(Events events) {
        this.events = events;
    }

    @Incoming("work")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record).when(CounterRaisedV1.class, this::handle);
    }

    @Incoming("more")
    @RunOnVirtualThread
    public void onMore(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record).when(CounterRaisedV1.class, this::handle);
    }

    /** A consumer that throws outside of its call of {@link Events}. */
    @Incoming("broken")
    @RunOnVirtualThread
    public void onBroken(ConsumerRecord<String, byte[]> record) {
        if (record.key().startsWith("broken")) {
            throw new IllegalStateException("a bug");
        }
        events.dispatch(record).when(CounterRaisedV1.class, this::handle);
    }

    private void handle(CounterRaisedV1 event, EventMeta meta) {
        tries.computeIfAbsent(meta.subject(), key -> new AtomicInteger()).incrementAndGet();
        handlers.getOrDefault(meta.subject(), (any, thing) -> {}).accept(event, meta);
        done.computeIfAbsent(meta.subject(), key -> new CopyOnWriteArrayList<>())
                .add(event.to());
    }

    static List<Integer> done(String key) {
        return done.getOrDefault(key, List.of());
    }
}
