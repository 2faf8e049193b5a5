package dev.parley.analytics.activity;

import dev.parley.platform.events.Events;
import dev.parley.platform.privacy.ErasedUsers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class ActivityConsumer {

    private final Events events;
    private final Activity activity;
    private final ErasedUsers erased;

    ActivityConsumer(Events events, Activity activity, ErasedUsers erased) {
        this.events = events;
        this.activity = activity;
        this.erased = erased;
    }

    @Incoming("searches")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(SearchPerformedV1.class, (search, meta) -> {
                    if (!isOfAnErasedPerson(search)) {
                        activity.searched(meta.id(), search);
                    }
                })
                .when(ProductViewedV1.class, (view, meta) -> activity.viewed(meta.id(), view));
    }

    private boolean isOfAnErasedPerson(SearchPerformedV1 search) {
        return Stream.of(search.userId(), search.anonymousId())
                .filter(Objects::nonNull)
                .anyMatch(erased::has);
    }
}
