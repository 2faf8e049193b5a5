package dev.parley.catalog;

/** Names one product: a UUIDv7. */
public record ProductId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
