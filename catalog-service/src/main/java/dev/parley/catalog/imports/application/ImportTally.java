package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.RowError;
import dev.parley.catalog.product.application.UpsertProduct;
import java.util.ArrayList;
import java.util.List;

/** Counts the results of one import's rows and collects the rejected ones. Thread-safe. */
final class ImportTally {

    /** Beyond this limit, rejected rows are counted but not listed: the feed as a whole is invalid then. */
    static final int LISTED = 10_000;

    private static final int BATCH = 500;

    private final Imports imports;
    private final ImportId importId;
    private final List<RowError> errors = new ArrayList<>();
    private int read;
    private int accepted;
    private int rejected;
    private int created;
    private int updated;
    private int unchanged;
    private int stockChanged;

    ImportTally(Imports imports, ImportId importId) {
        this.imports = imports;
        this.importId = importId;
    }

    synchronized void read() {
        read++;
    }

    synchronized void reject(int row, String reason) {
        if (rejected++ < LISTED) {
            errors.add(new RowError(row, reason));
        }
        if (errors.size() >= BATCH) {
            flush();
        }
    }

    synchronized void accept(int rows, UpsertProduct.Outcome outcome, int stocks) {
        accepted += rows;
        stockChanged += stocks;
        switch (outcome) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
        }
    }

    synchronized void flush() {
        if (!errors.isEmpty()) {
            imports.addErrors(importId, List.copyOf(errors));
            errors.clear();
        }
    }

    synchronized Import.Counts counts() {
        return new Import.Counts(read, accepted, rejected, created, updated, unchanged, stockChanged);
    }
}
