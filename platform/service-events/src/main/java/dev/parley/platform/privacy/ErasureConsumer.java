package dev.parley.platform.privacy;

import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes purges of accounts and of the guests linked to them. It has a consumer group of its own, independent of a
 * service's other consumers of account events.
 */
@ApplicationScoped
class ErasureConsumer {

    private final Events events;
    private final ErasePerson erasePerson;

    ErasureConsumer(Events events, ErasePerson erasePerson) {
        this.events = events;
        this.erasePerson = erasePerson;
    }

    @Incoming("erasures")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(UserDeletedV1.class, (event, meta) -> {
                    if (event.isPurged()) {
                        erasePerson.handle(event.person(), 1, event.pages());
                    }
                })
                .when(
                        GuestsPurgedV1.class,
                        (event, meta) -> erasePerson.handle(event.person(), event.page(), event.pages()));
    }
}
