package dev.parley.chat.guest;

import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class UserConsumer {

    private final Events events;
    private final GuestLinks links;

    UserConsumer(Events events, GuestLinks links) {
        this.events = events;
        this.links = links;
    }

    @Incoming("users")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(
                        GuestLinkedV1.class,
                        (event, meta) -> links.add(event.anonymousId(), event.userId(), event.linkedAt()));
    }
}
