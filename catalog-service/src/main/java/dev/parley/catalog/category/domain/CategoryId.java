package dev.parley.catalog.category.domain;

/** The id of a category: a UUIDv7. */
public record CategoryId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
