package dev.parley.catalog.imports.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One row of a feed as text, by column. A column that is there several times has several values. */
public final class FeedRow {

    private static final char NUL = 0;

    private final Map<String, List<String>> cells = new LinkedHashMap<>();

    /** A column's name as feeds mean it: {@code Image Link}, {@code g:image_link} and {@code image_link} are one. */
    public static String column(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return plain.startsWith("g:") ? plain.substring(2) : plain;
    }

    /** Adds a cell; blank ones say nothing and are left out. */
    public FeedRow put(String column, String value) throws BadRow {
        if (value.indexOf(NUL) >= 0) {
            throw new BadRow(column + " holds a NUL character");
        }
        String text = value.strip();
        if (!text.isEmpty()) {
            cells.computeIfAbsent(column, c -> new ArrayList<>()).add(text);
        }
        return this;
    }

    /** The first value of a column; empty when there is none. */
    String first(String column) {
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
