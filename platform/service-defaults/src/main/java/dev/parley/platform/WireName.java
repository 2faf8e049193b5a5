package dev.parley.platform;

import java.util.Locale;

/** The spelling of enum constants outside the code: in JSON, events, documents and metrics. */
public final class WireName {

    private WireName() {}

    /** The name of {@code AWAITING_STOCK} is {@code awaiting_stock}. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant with this name.
     *
     * @throws IllegalArgumentException when the enum has none
     */
    public static <E extends Enum<E>> E read(Class<E> type, String wireName) {
        return Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT));
    }

    /** The name of {@code AWAITING_STOCK} with hyphens is {@code awaiting-stock}. */
    public static String kebab(Enum<?> value) {
        return of(value).replace('_', '-');
    }

    /**
     * The constant with this hyphenated name.
     *
     * @throws IllegalArgumentException when the enum has none
     */
    public static <E extends Enum<E>> E readKebab(Class<E> type, String wireName) {
        return read(type, wireName.replace('-', '_'));
    }
}
