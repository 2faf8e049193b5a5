package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.domain.ProductFacts;
import dev.parley.platform.events.EventMeta;
import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Updates the local copy of product facts. */
@ApplicationScoped
class ProductsConsumer {

    private final Events events;
    private final ProductFacts facts;

    ProductsConsumer(Events events, ProductFacts facts) {
        this.events = events;
        this.facts = facts;
    }

    @Incoming("products")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(ProductCreatedV1.class, this::store)
                .when(ProductUpdatedV1.class, this::store)
                .when(ProductPriceChangedV1.class, this::store)
                .when(ProductArchivedV1.class, this::store);
    }

    private void store(ProductRecord product, EventMeta meta) {
        facts.store(product.productId(), meta.sequence(), product.facts());
    }
}
