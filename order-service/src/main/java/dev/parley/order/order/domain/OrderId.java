package dev.parley.order.order.domain;

/**
 * The id of an order: a UUIDv7. It is assigned before the order is created, so that a retried request has the same
 * order.
 */
public record OrderId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
