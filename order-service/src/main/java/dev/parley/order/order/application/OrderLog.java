package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderEvent;
import dev.parley.order.order.domain.OrderId;
import java.util.List;
import org.jboss.logging.Logger;

/** Logs what happened to an order, once its events are stored. */
final class OrderLog {

    private static final Logger LOG = Logger.getLogger(OrderLog.class);

    private OrderLog() {}

    /** Runs a write of the order, then logs the events that it stored. */
    static void after(Order order, Runnable write) {
        List<OrderEvent> events = order.events();
        write.run();
        events.forEach(event -> log(order.id(), event));
    }

    private static void log(OrderId id, OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed placed -> LOG.infof("Order placed: orderId=%s", id);
            case OrderEvent.PaymentAuthorized authorized ->
                LOG.infof("Payment authorized: orderId=%s paymentId=%s", id, authorized.paymentId());
            case OrderEvent.PaymentFailed failed ->
                LOG.infof("Payment failed: orderId=%s paymentId=%s reason=%s", id, failed.paymentId(), failed.reason());
            case OrderEvent.Confirmed confirmed -> LOG.infof("Order confirmed: orderId=%s", id);
            case OrderEvent.Rejected rejected ->
                LOG.infof(
                        "Order rejected: orderId=%s reason=%s",
                        id, rejected.rejection().reason());
            // Without the reason: it is chosen by the caller.
            case OrderEvent.Cancelled cancelled ->
                LOG.infof("Order cancelled: orderId=%s wasConfirmed=%s", id, cancelled.wasConfirmed());
        }
    }
}
