package dev.parley.analytics.activity;

import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class ActivityConsumer {

    private final Events events;
    private final Activity activity;

    ActivityConsumer(Events events, Activity activity) {
        this.events = events;
        this.activity = activity;
    }

    @Incoming("searches")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(SearchPerformedV1.class, (search, meta) -> activity.searched(meta.id(), search))
                .when(ProductViewedV1.class, (view, meta) -> activity.viewed(meta.id(), view));
    }
}
