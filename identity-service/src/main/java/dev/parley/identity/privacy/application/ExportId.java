package dev.parley.identity.privacy.application;

/** Names one export: a UUIDv7. */
public record ExportId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
