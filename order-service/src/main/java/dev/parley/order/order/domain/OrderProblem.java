package dev.parley.order.order.domain;

import dev.parley.platform.WireName;
import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;

/** The problems of orders. */
public abstract sealed class OrderProblem extends Problem {

    private OrderProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class NothingToOrder extends OrderProblem {
        public NothingToOrder() {
            super(422, "cart-empty", "Cart empty", "The cart has no lines that this shop sells.");
        }
    }

    public static final class ProductUnavailable extends OrderProblem {
        public ProductUnavailable(List<String> skus) {
            super(422, "product-unavailable", "Product unavailable", "A product in the cart is no longer for sale.");
            with("skus", List.copyOf(skus));
        }
    }

    public static final class PriceChanged extends OrderProblem {
        public PriceChanged(Money expected, Money current) {
            super(
                    409,
                    "price-changed",
                    "Price changed",
                    "The cart now costs " + current + ", more than the expected " + expected + ".");
            with("expected", expected).with("current", current);
        }
    }

    public static final class CurrencyMismatch extends OrderProblem {
        public CurrencyMismatch(String expected, String actual) {
            super(
                    422,
                    "currency-mismatch",
                    "Currency mismatch",
                    "The cart is in " + expected + ", the expected total is in " + actual + ".");
            with("expected", expected).with("actual", actual);
        }
    }

    public static final class CartInCheckout extends OrderProblem {
        public CartInCheckout() {
            super(
                    409,
                    "cart-in-checkout",
                    "Cart in checkout",
                    "Another order for this cart is pending. Retry once it is decided.");
            retryAfter(Duration.ofSeconds(1));
        }
    }

    public static final class PaymentMethodUnknown extends OrderProblem {
        public PaymentMethodUnknown(String method) {
            super(422, "payment-method-unknown", "Unknown payment method", "No payment provider supports this method.");
            with("method", method);
        }
    }

    /**
     * The order id was voided after the attempt took too long: the cart is active again and no order can be placed
     * under the id.
     */
    public static final class Voided extends OrderProblem {
        public Voided() {
            super(
                    409,
                    "order-voided",
                    "Order voided",
                    "The order request timed out and was voided; no order was placed. Retry with a new Idempotency-Key.");
        }
    }

    /** A transition that the order's status does not allow. */
    public static final class StepNotAllowed extends OrderProblem {
        public StepNotAllowed(OrderStatus from, OrderStatus to) {
            super(
                    409,
                    "order-step-not-allowed",
                    "Invalid order transition",
                    "An order that is " + WireName.of(from) + " cannot become " + WireName.of(to) + ".");
            with("from", WireName.of(from)).with("to", WireName.of(to));
        }
    }
}
