package dev.parley.catalog;

/** The id of a product: a UUIDv7. */
public record ProductId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
