package dev.parley.catalog.category.domain;

/** Names one category: a UUIDv7. */
public record CategoryId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
