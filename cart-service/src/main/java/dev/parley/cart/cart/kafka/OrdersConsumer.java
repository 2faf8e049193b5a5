package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.application.EndCheckout;
import dev.parley.cart.cart.application.EndCheckout.Outcome;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.platform.events.Events;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the outcomes of orders for which carts are frozen. */
@ApplicationScoped
class OrdersConsumer {

    private final Events events;
    private final EndCheckout endCheckout;

    OrdersConsumer(Events events, EndCheckout endCheckout) {
        this.events = events;
        this.endCheckout = endCheckout;
    }

    @Incoming("orders")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record)
                .when(OrderConfirmedV1.class, (event, meta) -> end(event.cartId(), event.orderId(), Outcome.CONFIRMED))
                .when(OrderRejectedV1.class, (event, meta) -> end(event.cartId(), event.orderId(), Outcome.FAILED))
                .when(OrderCancelledV1.class, (event, meta) -> {
                    // The cart of a confirmed order is converted; a later cancellation does not change that.
                    if (!event.wasConfirmed()) {
                        end(event.cartId(), event.orderId(), Outcome.FAILED);
                    }
                });
    }

    private void end(String cartId, String orderId, Outcome outcome) {
        endCheckout.handle(new CartId(cartId), new OrderId(orderId), outcome);
    }
}
