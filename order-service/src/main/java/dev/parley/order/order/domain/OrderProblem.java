package dev.parley.order.order.domain;

import dev.parley.platform.WireName;
import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;

/** Everything an order refuses. */
public abstract sealed class OrderProblem extends Problem {

    private OrderProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class NothingToOrder extends OrderProblem {
        public NothingToOrder() {
            super(422, "cart-empty", "Nothing to buy", "There is nothing in the cart that is sold here.");
        }
    }

    public static final class ProductUnavailable extends OrderProblem {
        public ProductUnavailable(List<String> skus) {
            super(422, "product-unavailable", "Not for sale", "Something in the cart is not for sale any more.");
            with("skus", List.copyOf(skus));
        }
    }

    public static final class PriceChanged extends OrderProblem {
        public PriceChanged(Money expected, Money current) {
            super(
                    409,
                    "price-changed",
                    "The price has changed",
                    "The cart now costs " + current + ", which is more than " + expected + ".");
            with("expected", expected).with("current", current);
        }
    }

    public static final class CurrencyMismatch extends OrderProblem {
        public CurrencyMismatch(String expected, String actual) {
            super(
                    422,
                    "currency-mismatch",
                    "Another currency",
                    "The cart is in " + expected + ", the expected total in " + actual + ".");
            with("expected", expected).with("actual", actual);
        }
    }

    public static final class CartInCheckout extends OrderProblem {
        public CartInCheckout() {
            super(
                    409,
                    "cart-in-checkout",
                    "The cart is being bought",
                    "Another order for this cart is under way. Try again when that has ended.");
            retryAfter(Duration.ofSeconds(1));
        }
    }

    public static final class PaymentMethodUnknown extends OrderProblem {
        public PaymentMethodUnknown(String method) {
            super(422, "payment-method-unknown", "Unknown payment method", "Payment is not possible in this way.");
            with("method", method);
        }
    }

    /** The attempt took too long and the cart was given back: nothing can come of this order id any more. */
    public static final class Voided extends OrderProblem {
        public Voided() {
            super(
                    409,
                    "order-voided",
                    "This attempt has ended",
                    "This attempt to order took too long and was given up; nothing was bought. Order again with a new Idempotency-Key.");
        }
    }

    /** A step that the order's state does not allow. */
    public static final class StepNotAllowed extends OrderProblem {
        public StepNotAllowed(OrderStatus from, OrderStatus to) {
            super(
                    409,
                    "order-step-not-allowed",
                    "Not possible in this state",
                    "An order that is " + WireName.of(from) + " cannot become " + WireName.of(to) + ".");
            with("from", WireName.of(from)).with("to", WireName.of(to));
        }
    }
}
