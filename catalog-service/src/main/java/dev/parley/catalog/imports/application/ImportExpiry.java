package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Marks imports whose process was never heard of again. */
@ApplicationScoped
class ImportExpiry implements Expiry {

    private final Imports imports;

    ImportExpiry(Imports imports) {
        this.imports = imports;
    }

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public Duration every() {
        return Import.SILENCE;
    }

    @Override
    public int sweep(Instant now) {
        return imports.markInterrupted(now.minus(Import.SILENCE));
    }
}
