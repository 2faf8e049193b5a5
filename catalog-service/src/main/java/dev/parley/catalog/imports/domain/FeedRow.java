package dev.parley.catalog.imports.domain;

import dev.parley.platform.text.TypedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.StringEscapeUtils;

/** The text of one row, by column. A repeated column has several values. */
public final class FeedRow {

    private static final char NUL = 0;

    private final Map<String, List<String>> cells = new LinkedHashMap<>();
    private final Set<String> lists = new LinkedHashSet<>();
    private final Set<String> shown = new LinkedHashSet<>();
    private final Set<String> unreadable = new LinkedHashSet<>();

    /**
     * Normalizes the name of a column: {@code Image Link}, {@code g:image_link} and {@code image_link} are the same.
     */
    public static String column(String name) {
        String plain = TypedText.cleaned(name).toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return plain.startsWith("g:") ? plain.substring(2) : plain;
    }

    /** Adds a cell: its text is decoded and cleaned, and a blank one is skipped. */
    public FeedRow put(String column, String value) throws BadRow {
        if (value.indexOf(NUL) >= 0) {
            throw new BadRow(column, column + " contains a NUL character");
        }
        // Ids are taken literally: they are compared with those of other systems.
        String text = TypedText.cleaned(Columns.isId(column) ? value : withoutEntities(value));
        if (!text.isEmpty()) {
            cells.computeIfAbsent(column, c -> new ArrayList<>()).add(text);
        }
        return this;
    }

    /** Adds an element of a list: the only value that its text has. */
    public void putElement(String column, String value) throws BadRow {
        lists.add(column);
        put(column, value);
    }

    /** Adds a cell that the feed itself declares as an attribute for buyers. */
    public void putAttribute(String column, String value) throws BadRow {
        shown.add(column);
        put(column, value);
    }

    /** Adds a cell whose content is no text. */
    public void putUnreadable(String column) {
        unreadable.add(column);
    }

    /** The text of a cell that is read as this text: what looks like an HTML entity is escaped. */
    public static String cell(String text) {
        return withoutEntities(text).equals(text) ? text : text.replace("&", "&amp;");
    }

    /** The text without HTML entities; tags stay, as text. */
    private static String withoutEntities(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        try {
            return StringEscapeUtils.unescapeHtml4(text.replace("&apos;", "'"));
        } catch (IllegalArgumentException e) { // a number beyond the last character
            return text;
        }
    }

    /** Whether all cells are blank. */
    public boolean isEmpty() {
        return cells.isEmpty() && unreadable.isEmpty();
    }

    /** The first value of a column; empty when there is none. */
    public String first(String column) {
        List<String> values = all(column);
        return values.isEmpty() ? "" : values.getFirst();
    }

    List<String> all(String column) {
        return cells.getOrDefault(column, List.of());
    }

    /** Whether the feed declares a column as an attribute for buyers. */
    boolean isAttribute(String column) {
        return shown.contains(column);
    }

    /** Whether the values of a column are elements of a list, and not texts that may contain several. */
    boolean isList(String column) {
        return lists.contains(column);
    }

    Map<String, List<String>> cells() {
        return Collections.unmodifiableMap(cells);
    }

    /** Columns whose content is no text. */
    Set<String> unreadable() {
        return Collections.unmodifiableSet(unreadable);
    }
}
