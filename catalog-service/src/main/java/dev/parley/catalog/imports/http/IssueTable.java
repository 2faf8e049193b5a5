package dev.parley.catalog.imports.http;

import dev.parley.catalog.imports.application.FindImports;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports.IssueKind;
import dev.parley.catalog.imports.domain.RowIssue;
import java.util.List;

/** The issues of an import as CSV, at most as many as an import lists. */
final class IssueTable {

    static final String EXAMPLE = "row,column,reason\r\n17,\"price\",\"price must be written like 19.99 USD\"\r\n";

    private static final int PAGE = 1_000;

    private IssueTable() {}

    static String of(FindImports imports, ImportId id, IssueKind kind) {
        StringBuilder csv = new StringBuilder("row,column,reason\r\n");
        List<RowIssue> page;
        long after = -1;
        do {
            page = imports.issues(id, kind, after, PAGE);
            for (RowIssue issue : page) {
                csv.append(issue.row())
                        .append(',')
                        .append(cell(issue.column()))
                        .append(',')
                        .append(cell(issue.reason()))
                        .append("\r\n");
                after = issue.position();
            }
        } while (page.size() == PAGE);
        return csv.toString();
    }

    /** A quoted cell that no spreadsheet reads as a formula. */
    private static String cell(String text) {
        String plain = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }
}
