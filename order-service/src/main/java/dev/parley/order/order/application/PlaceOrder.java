package dev.parley.order.order.application;

import dev.parley.order.order.application.Carts.FrozenCart;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderNumber;
import dev.parley.order.order.domain.OrderProblem;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.payment.application.PaymentProviders;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.joda.money.Money;

/**
 * Places an order for the buyer's cart. Idempotent by order id: a retry resumes an interrupted attempt and returns the
 * same order.
 */
@ApplicationScoped
public class PlaceOrder {

    /** @param expectedTotal the highest total that the buyer accepts, if given */
    public record Command(OrderId order, Order.Details details, Optional<Money> expectedTotal) {}

    private final Orders orders;
    private final Carts carts;
    private final PaymentProviders providers;
    private final Clock clock;

    PlaceOrder(Orders orders, Carts carts, PaymentProviders providers, Clock clock) {
        this.orders = orders;
        this.carts = carts;
        this.providers = providers;
        this.clock = clock;
    }

    public Order handle(Command command) {
        String method = command.details().payment().method();
        if (!providers.has(method)) {
            throw new OrderProblem.PaymentMethodUnknown(method);
        }
        // Retried when a concurrent retry stored the order first, cart-service has voided the id, or the number is
        // taken.
        return OptimisticRetry.run(() -> orders.find(command.order()).orElseGet(() -> place(command)));
    }

    private Order place(Command command) {
        if (orders.isVoid(command.order())) {
            throw new OrderProblem.Voided();
        }
        FrozenCart cart = carts.freeze(command.order(), command.details().buyer(), command.expectedTotal());
        Order order = Order.place(
                command.order(),
                OrderNumber.random(RandomGenerator.getDefault()),
                command.details(),
                cart.id(),
                cart.lines(),
                cart.pricing(),
                clock.instant());
        OrderLog.after(order, () -> orders.insert(order));
        return order;
    }
}
