package dev.parley.cart.cart.domain;

import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/** Test carts and products. */
public final class CartFixture {

    public static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    public static final Owner.User ANNA = new Owner.User("anna");
    public static final Owner.Guest GUEST = new Owner.Guest("guest-1");
    public static final OrderId ORDER = new OrderId("order-1");

    private CartFixture() {}

    public static ProductFact product(String sku, String price) {
        return new ProductFact(
                sku,
                "product-of-" + sku,
                "variant-of-" + sku,
                "A " + sku,
                ProductFact.OWN,
                null,
                null,
                Money.parse(price),
                true);
    }

    public static ProductFact elsewhere(String sku, String price) {
        return new ProductFact(
                sku,
                "product-of-" + sku,
                "variant-of-" + sku,
                "A " + sku,
                "jumia",
                "https://jumia.example/" + sku,
                null,
                Money.parse(price),
                true);
    }

    public static Cart anEmptyCart(String id, Owner owner) {
        return Cart.open(new CartId(id), owner, NOW);
    }

    /** Two laptops at 849.00 each. */
    public static Cart aCart(String id, Owner owner) {
        Cart cart = anEmptyCart(id, owner);
        cart.add(product("LAPTOP", "USD 849.00"), 2, Optional.empty(), NOW);
        return cart;
    }

    public static Cart aCartInCheckout(String id) {
        Cart cart = aCart(id, ANNA);
        cart.freeze(ORDER, Optional.empty(), sku -> Optional.of(product(sku, "USD 849.00")), NOW);
        return cart;
    }
}
