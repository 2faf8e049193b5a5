package dev.parley.catalog.imports.domain;

/** The id of an import: a UUIDv7. */
public record ImportId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
