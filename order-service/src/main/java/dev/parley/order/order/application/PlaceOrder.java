package dev.parley.order.order.application;

import dev.parley.order.order.application.Carts.FrozenCart;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderNumber;
import dev.parley.order.order.domain.OrderProblem;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.payment.application.TestProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.joda.money.Money;

/**
 * Orders what is in the buyer's cart. The same order id again gives the same order, however far the first attempt came.
 */
@ApplicationScoped
public class PlaceOrder {

    /** @param expectedTotal the most the buyer agreed to, if the buyer said so */
    public record Command(OrderId order, Order.Details details, Optional<Money> expectedTotal) {}

    private final Orders orders;
    private final Carts carts;
    private final Clock clock;

    PlaceOrder(Orders orders, Carts carts, Clock clock) {
        this.orders = orders;
        this.carts = carts;
        this.clock = clock;
    }

    public Order handle(Command command) {
        String method = command.details().payment().method();
        if (!method.equals(TestProvider.NAME)) {
            throw new OrderProblem.PaymentMethodUnknown(method);
        }
        return orders.find(command.order()).orElseGet(() -> place(command));
    }

    private Order place(Command command) {
        if (orders.isVoid(command.order())) {
            throw new OrderProblem.Voided();
        }
        FrozenCart cart = carts.freeze(command.order(), command.details().buyer(), command.expectedTotal());
        while (true) {
            Order order = Order.place(
                    command.order(),
                    OrderNumber.random(RandomGenerator.getDefault()),
                    command.details(),
                    cart.cartId(),
                    cart.lines(),
                    cart.pricing(),
                    clock.instant());
            switch (orders.insert(order)) {
                case STORED -> {
                    return order;
                }
                // A twin of this request was quicker; or the cart's lease ran out and the id was given up in between.
                case ID_TAKEN -> {
                    return orders.find(command.order()).orElseThrow(OrderProblem.Voided::new);
                }
                case NUMBER_TAKEN -> {
                    // another number, then
                }
            }
        }
    }
}
