package dev.parley.catalog.inventory.domain;

/** The id of the order of a reservation: a UUIDv7 created by order-service. */
public record OrderId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
