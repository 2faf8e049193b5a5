package dev.parley.cart.cart.domain;

import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The problems of carts. */
public abstract sealed class CartProblem extends Problem {

    private CartProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    public static final class SkuUnknown extends CartProblem {
        public SkuUnknown(String sku) {
            super(422, "sku-unknown", "Unknown SKU", "No product has this SKU.");
            with("sku", sku);
        }
    }

    public static final class ProductUnavailable extends CartProblem {
        public ProductUnavailable(Collection<String> skus) {
            super(422, "product-unavailable", "Product unavailable", "The product is currently not for sale.");
            with("skus", List.copyOf(skus));
        }
    }

    public static final class LineUnknown extends CartProblem {
        public LineUnknown(String sku) {
            super(404, "cart-line-unknown", "Cart line not found", "The cart has no line with this SKU.");
            with("sku", sku);
        }
    }

    public static final class QuantityTooLarge extends CartProblem {
        public QuantityTooLarge(String sku, long quantity) {
            super(
                    422,
                    "quantity-too-large",
                    "Quantity limit exceeded",
                    "A cart line has a quantity of at most " + Cart.MAX_QUANTITY + ".");
            with("sku", sku).with("quantity", quantity).with("maximum", Cart.MAX_QUANTITY);
        }
    }

    public static final class CartFull extends CartProblem {
        public CartFull() {
            super(422, "cart-full", "Cart full", "A cart has at most " + Cart.MAX_LINES + " lines.");
            with("maximum", Cart.MAX_LINES);
        }
    }

    public static final class CurrencyMismatch extends CartProblem {
        public CurrencyMismatch(CurrencyUnit cart, CurrencyUnit other) {
            super(
                    422,
                    "currency-mismatch",
                    "Currency mismatch",
                    "The cart is in " + cart.getCode() + "; prices in " + other.getCode() + " cannot be added.");
            with("expected", cart.getCode()).with("actual", other.getCode());
        }
    }

    public static final class InCheckout extends CartProblem {
        public InCheckout(OrderId order) {
            super(
                    409,
                    "cart-in-checkout",
                    "Cart in checkout",
                    "An order for this cart is pending. The cart can be changed once the order is decided.");
            with("orderId", order.value());
            retryAfter(Duration.ofSeconds(1));
        }
    }

    public static final class CartEmpty extends CartProblem {
        public CartEmpty() {
            super(422, "cart-empty", "Cart empty", "The cart has no lines that this shop sells.");
        }
    }

    public static final class PriceChanged extends CartProblem {
        public PriceChanged(Money expected, Money current) {
            super(
                    409,
                    "price-changed",
                    "Price changed",
                    "The cart now costs " + current + ", more than the expected " + expected + ".");
            with("expected", expected).with("current", current);
        }
    }

    /** A guest's cart is merged only into the cart of the linked user. */
    public static final class GuestNotLinked extends CartProblem {
        public GuestNotLinked() {
            super(
                    404,
                    "guest-not-linked",
                    "Guest not linked",
                    "The guest is not linked to this user, or the link has not arrived yet.");
        }
    }

    /** The cart is closed or held by another order: the transition contradicts its state. */
    public static final class StepImpossible extends CartProblem {
        public StepImpossible(String step, CartStatus status) {
            super(
                    409,
                    "cart-step-impossible",
                    "Invalid cart transition",
                    "A cart that is " + status + " cannot be " + step + ".");
        }
    }
}
