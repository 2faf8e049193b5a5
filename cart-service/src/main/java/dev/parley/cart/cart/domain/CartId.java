package dev.parley.cart.cart.domain;

/** The id of a cart: a UUIDv7. */
public record CartId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
