package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.application.LinkGuest;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.events.Events;
import dev.parley.platform.privacy.ErasedUsers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the links from guests to users. */
@ApplicationScoped
class UsersConsumer {

    private final Events events;
    private final LinkGuest linkGuest;
    private final ErasedUsers erased;

    UsersConsumer(Events events, LinkGuest linkGuest, ErasedUsers erased) {
        this.events = events;
        this.linkGuest = linkGuest;
        this.erased = erased;
    }

    @Incoming("users")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record).when(GuestLinkedV1.class, (event, meta) -> {
            if (!erased.has(event.userId())) {
                linkGuest.handle(new Owner.Guest(event.anonymousId()), new Owner.User(event.userId()));
            }
        });
    }
}
