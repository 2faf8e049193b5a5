package dev.parley.cart.cart.domain;

/** Names the order a cart is bought with; made by order-service. */
public record OrderId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
