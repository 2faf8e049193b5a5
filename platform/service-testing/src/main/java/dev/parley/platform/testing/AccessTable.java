package dev.parley.platform.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of endpoints and their callers, written as Markdown and parsed back. */
final class AccessTable {

    private static final String YES = "yes";
    private static final String NO = "–";

    private AccessTable() {}

    /** A row of the table. */
    record Row(String method, String path, Set<CallerKind> allowed, Set<String> scopes, String feature) {}

    static String write(String service, List<Endpoint> endpoints) {
        StringBuilder page = new StringBuilder("""
                # Who may call %s

                Made from the annotations of its endpoints; its `AccessTest` fails where they differ, and calls every endpoint as everybody. What the columns mean: [access](../../docs/access.md).

                """.formatted(service));
        page.append(line(Stream.concat(
                Stream.concat(
                        Stream.of("endpoint"),
                        Arrays.stream(CallerKind.values()).map(CallerKind::word)),
                Stream.of("scope", "feature"))));
        page.append("|").append("---|".repeat(CallerKind.values().length + 3)).append("\n");
        for (Endpoint endpoint : endpoints) {
            page.append(line(Stream.concat(
                    Stream.concat(
                            Stream.of("`" + endpoint.method() + " " + endpoint.path() + "`"),
                            Arrays.stream(CallerKind.values())
                                    .map(who -> endpoint.allowed().contains(who) ? YES : NO)),
                    Stream.of(String.join(", ", endpoint.scopes()), endpoint.feature()))));
        }
        return page.toString();
    }

    private static String line(Stream<String> cells) {
        return cells.map(cell -> cell.isEmpty() ? " " : " " + cell + " ").collect(Collectors.joining("|", "|", "|\n"));
    }

    static List<Row> read(String page) {
        List<Row> rows = new ArrayList<>();
        for (String line : page.lines().filter(l -> l.startsWith("| `")).toList()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            String endpoint = cells.get(1).replace("`", "");
            Set<CallerKind> allowed = EnumSet.noneOf(CallerKind.class);
            for (CallerKind who : CallerKind.values()) {
                if (cells.get(2 + who.ordinal()).equals(YES)) {
                    allowed.add(who);
                }
            }
            int space = endpoint.indexOf(' ');
            rows.add(new Row(
                    endpoint.substring(0, space),
                    endpoint.substring(space + 1),
                    allowed,
                    Arrays.stream(cells.get(2 + CallerKind.values().length).split(", "))
                            .filter(scope -> !scope.isEmpty())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    cells.get(3 + CallerKind.values().length)));
        }
        return rows;
    }
}
