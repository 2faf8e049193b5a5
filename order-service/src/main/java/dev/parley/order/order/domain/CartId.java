package dev.parley.order.order.domain;

/** A cart of cart-service. */
public record CartId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
