package dev.parley.identity.privacy.kafka;

import dev.parley.identity.privacy.application.StoreReceipt;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the receipts of all services, including this one. */
@ApplicationScoped
class ReceiptConsumer {

    private final Events events;
    private final StoreReceipt storeReceipt;

    ReceiptConsumer(Events events, StoreReceipt storeReceipt) {
        this.events = events;
        this.storeReceipt = storeReceipt;
    }

    @Incoming("receipts")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(
                        PersonErasedV1.class,
                        (event, meta) -> storeReceipt.handle(
                                new UserId(event.userId()),
                                event.service(),
                                event.repeated(),
                                event.counts(),
                                event.erasedAt()));
    }
}
