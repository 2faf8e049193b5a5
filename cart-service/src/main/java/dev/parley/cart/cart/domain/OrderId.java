package dev.parley.cart.cart.domain;

/** The id of the order of a cart; created by order-service. */
public record OrderId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
