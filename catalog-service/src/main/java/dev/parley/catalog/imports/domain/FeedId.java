package dev.parley.catalog.imports.domain;

/** The id of a kept feed: a UUIDv7. */
public record FeedId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
