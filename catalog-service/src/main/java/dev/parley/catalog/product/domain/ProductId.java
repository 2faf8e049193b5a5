package dev.parley.catalog.product.domain;

/** Names one product: a UUIDv7. */
public record ProductId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
