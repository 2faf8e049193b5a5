package dev.parley.catalog.imports.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text of one row, by column. A repeated column has several values. */
public final class FeedRow {

    private static final char NUL = 0;

    private final Map<String, List<String>> cells = new LinkedHashMap<>();

    /**
     * Normalizes the name of a column: {@code Image Link}, {@code g:image_link} and {@code image_link} are the same.
     */
    public static String column(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return plain.startsWith("g:") ? plain.substring(2) : plain;
    }

    /** Adds a cell; blank cells are skipped. */
    public FeedRow put(String column, String value) throws BadRow {
        if (value.indexOf(NUL) >= 0) {
            throw new BadRow(column + " contains a NUL character");
        }
        String text = value.strip();
        if (!text.isEmpty()) {
            cells.computeIfAbsent(column, c -> new ArrayList<>()).add(text);
        }
        return this;
    }

    /** Whether all cells are blank. */
    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /** The first value of a column; empty when there is none. */
    public String first(String column) {
        List<String> values = all(column);
        return values.isEmpty() ? "" : values.getFirst();
    }

    List<String> all(String column) {
        return cells.getOrDefault(column, List.of());
    }

    Map<String, List<String>> cells() {
        return Collections.unmodifiableMap(cells);
    }
}
