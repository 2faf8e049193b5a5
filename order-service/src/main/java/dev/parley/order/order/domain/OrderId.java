package dev.parley.order.order.domain;

/** Names one order: a UUIDv7. It is made before the order is, so that a retried request means the same order. */
public record OrderId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
