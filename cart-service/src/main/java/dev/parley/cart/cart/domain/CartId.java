package dev.parley.cart.cart.domain;

/** Names one cart: a UUIDv7. */
public record CartId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
