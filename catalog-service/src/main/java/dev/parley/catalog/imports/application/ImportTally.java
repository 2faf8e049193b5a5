package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.Notice;
import dev.parley.catalog.imports.domain.RowIssue;
import dev.parley.catalog.product.application.UpsertProduct;
import java.util.ArrayList;
import java.util.List;

/** Counts the results of one import's rows and collects their issues. Thread-safe. */
final class ImportTally {

    /** Beyond this limit, issues are counted but not listed: the feed as a whole is wrong then. */
    static final int LISTED = 10_000;

    private static final int BATCH = 500;

    private final Imports imports;
    private final ImportId importId;
    private final List<RowIssue> errors = new ArrayList<>();
    private final List<RowIssue> listed = new ArrayList<>();
    private int read;
    private int accepted;
    private int rejected;
    private int warned;
    private int warnings;
    private int created;
    private int updated;
    private int unchanged;
    private int stockChanged;
    private int archived;
    private int ofFeed;

    ImportTally(Imports imports, ImportId importId) {
        this.imports = imports;
        this.importId = importId;
    }

    synchronized void read() {
        read++;
    }

    synchronized void reject(int row, BadRow why) {
        if (rejected++ < LISTED) {
            errors.add(new RowIssue(row, 0, why.column(), why.reason()));
        }
        if (errors.size() >= BATCH) {
            flush();
        }
    }

    /** Counts the notices of a row that is accepted otherwise. */
    synchronized void warn(int row, List<Notice> notices) {
        warned++;
        list(row, 0, notices);
    }

    /** Counts notices on columns, at the first row that has them. */
    synchronized void warnOfColumns(int row, int number, List<Notice> notices) {
        list(row, number, notices);
    }

    private void list(int row, int number, List<Notice> notices) {
        int next = number;
        for (Notice notice : notices) {
            if (warnings++ < LISTED) {
                listed.add(new RowIssue(row, next++, notice.column(), notice.reason()));
            }
        }
        if (listed.size() >= BATCH) {
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

    /** Continues with the results of the products that an earlier process has imported. */
    synchronized void resume(Import.Counts before) {
        accepted = before.accepted();
        rejected = before.rejected();
        created = before.created();
        updated = before.updated();
        unchanged = before.unchanged();
        stockChanged = before.stockChanged();
        archived = before.archived();
    }

    synchronized void archived() {
        archived++;
    }

    /** Counts a notice on the feed as a whole. */
    synchronized void warnOfFeed(String reason) {
        list(0, ofFeed++, List.of(new Notice("", reason)));
    }

    synchronized void flush() {
        flush(Imports.IssueKind.ERROR, errors);
        flush(Imports.IssueKind.WARNING, listed);
    }

    private void flush(Imports.IssueKind kind, List<RowIssue> issues) {
        if (!issues.isEmpty()) {
            imports.add(importId, kind, List.copyOf(issues));
            issues.clear();
        }
    }

    synchronized Import.Counts counts() {
        return new Import.Counts(
                read, accepted, rejected, warned, warnings, created, updated, unchanged, stockChanged, archived);
    }
}
