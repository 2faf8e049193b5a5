package dev.parley.catalog.inventory.domain;

/** Names the order that stock is reserved for: a UUIDv7 that order-service has made. */
public record OrderId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
