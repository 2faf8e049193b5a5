package dev.parley.order.order.domain;

/** The user who buys. */
public record BuyerId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
