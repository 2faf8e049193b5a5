package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.application.LinkGuest;
import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which guest became which user. */
@ApplicationScoped
class UsersConsumer {

    private final Events events;
    private final LinkGuest linkGuest;

    UsersConsumer(Events events, LinkGuest linkGuest) {
        this.events = events;
        this.linkGuest = linkGuest;
    }

    @Incoming("users")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(GuestLinkedV1.class, (event, meta) -> linkGuest.handle(event.anonymousId(), event.userId()));
    }
}
