package dev.parley.catalog.imports.domain;

/** Names one import: a UUIDv7. */
public record ImportId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
