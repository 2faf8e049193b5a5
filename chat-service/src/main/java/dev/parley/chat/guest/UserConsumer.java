package dev.parley.chat.guest;

import dev.parley.platform.events.Events;
import dev.parley.platform.privacy.ErasedUsers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class UserConsumer {

    private final Events events;
    private final GuestLinks links;
    private final ErasedUsers erased;

    UserConsumer(Events events, GuestLinks links, ErasedUsers erased) {
        this.events = events;
        this.links = links;
        this.erased = erased;
    }

    @Incoming("users")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record).when(GuestLinkedV1.class, (event, meta) -> {
            if (!erased.has(event.userId())) {
                links.add(event.anonymousId(), event.userId(), event.linkedAt());
            }
        });
    }
}
