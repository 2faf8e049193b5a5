package dev.parley.cart.cart.domain;

import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Everything a cart refuses. */
public abstract sealed class CartProblem extends Problem {

    private CartProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class SkuUnknown extends CartProblem {
        public SkuUnknown(String sku) {
            super(422, "sku-unknown", "Unknown SKU", "Nothing is sold under this SKU.");
            with("sku", sku);
        }
    }

    public static final class ProductUnavailable extends CartProblem {
        public ProductUnavailable(Collection<String> skus) {
            super(422, "product-unavailable", "Not for sale", "This is not for sale at the moment.");
            with("skus", List.copyOf(skus));
        }
    }

    public static final class LineUnknown extends CartProblem {
        public LineUnknown(String sku) {
            super(404, "cart-line-unknown", "Not in the cart", "There is no line with this SKU in the cart.");
            with("sku", sku);
        }
    }

    public static final class QuantityTooLarge extends CartProblem {
        public QuantityTooLarge(String sku, long quantity) {
            super(
                    422,
                    "quantity-too-large",
                    "Too many of one thing",
                    "A line has at most " + Cart.MAX_QUANTITY + " pieces.");
            with("sku", sku).with("quantity", quantity).with("maximum", Cart.MAX_QUANTITY);
        }
    }

    public static final class CartFull extends CartProblem {
        public CartFull() {
            super(422, "cart-full", "The cart is full", "A cart has at most " + Cart.MAX_LINES + " lines.");
            with("maximum", Cart.MAX_LINES);
        }
    }

    public static final class CurrencyMismatch extends CartProblem {
        public CurrencyMismatch(CurrencyUnit cart, CurrencyUnit other) {
            super(
                    422,
                    "currency-mismatch",
                    "Another currency",
                    "This cart is in " + cart.getCode() + "; " + other.getCode() + " cannot be mixed in.");
            with("expected", cart.getCode()).with("actual", other.getCode());
        }
    }

    public static final class InCheckout extends CartProblem {
        public InCheckout(OrderId order) {
            super(
                    409,
                    "cart-in-checkout",
                    "The cart is being bought",
                    "An order for this cart is under way; the cart can be changed when that has ended.");
            with("orderId", order.value());
            retryAfter(Duration.ofSeconds(1));
        }
    }

    public static final class CartEmpty extends CartProblem {
        public CartEmpty() {
            super(422, "cart-empty", "Nothing to buy", "There is nothing in the cart that is sold here.");
        }
    }

    public static final class PriceChanged extends CartProblem {
        public PriceChanged(Money expected, Money current) {
            super(
                    409,
                    "price-changed",
                    "The price has changed",
                    "The cart now costs " + current + ", which is more than " + expected + ".");
            with("expected", expected).with("current", current);
        }
    }

    /** A guest's cart is taken over only by the user that the guest became. */
    public static final class GuestNotLinked extends CartProblem {
        public GuestNotLinked() {
            super(
                    404,
                    "guest-not-linked",
                    "Not this user's guest",
                    "This guest has not become this user, or it is not yet known here.");
        }
    }

    /** The cart is closed, or was given to another order: a step that must not have happened. */
    public static final class StepImpossible extends CartProblem {
        public StepImpossible(String step, CartStatus status) {
            super(
                    409,
                    "cart-step-impossible",
                    "Not possible now",
                    "A cart that is " + status + " cannot be " + step + ".");
        }
    }
}
