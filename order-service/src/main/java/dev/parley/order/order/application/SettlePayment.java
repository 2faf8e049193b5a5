package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderPayment;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.payment.application.EndPayment;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Ends the payment of an order that has ended, so that no money is held without an order. Idempotent: the recurring job
 * retries it while an authorization may still be in progress at the provider.
 */
@ApplicationScoped
public class SettlePayment {

    private static final Logger LOG = Logger.getLogger(SettlePayment.class);

    private final Orders orders;
    private final EndPayment endPayment;
    private final Clock clock;

    SettlePayment(Orders orders, EndPayment endPayment, Clock clock) {
        this.orders = orders;
        this.endPayment = endPayment;
        this.clock = clock;
    }

    public void handle(OrderId id) {
        OptimisticRetry.run(() -> {
            orders.find(id).filter(Order::isUnsettled).ifPresent(order -> {
                if (endPayment.handle(
                        new PaymentReference(id.value()),
                        order.payment().method(),
                        order.pricing().total(),
                        order.wasConfirmed())) {
                    order.paymentSettled(clock.instant());
                    orders.save(order);
                    if (order.payment().status() == OrderPayment.Status.REFUNDED) {
                        LOG.infof("Payment refunded: orderId=%s", id);
                    }
                }
            });
            return true;
        });
    }
}
