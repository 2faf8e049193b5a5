package dev.parley.identity.privacy.application;

/** An export's id, a UUIDv7. */
public record ExportId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
