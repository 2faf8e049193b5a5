package dev.parley.platform;

import java.util.Locale;

/** How the values of an enum are spelt outside the code: in JSON, events, documents and metrics. */
public final class WireName {

    private WireName() {}

    /** {@code AWAITING_STOCK} is {@code awaiting_stock}. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value that is spelt like this.
     *
     * @throws IllegalArgumentException when the enum has none
     */
    public static <E extends Enum<E>> E read(Class<E> type, String wireName) {
        return Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT));
    }

    /** {@code AWAITING_STOCK} is {@code awaiting-stock}. */
    public static String kebab(Enum<?> value) {
        return of(value).replace('_', '-');
    }

    /**
     * The value that is spelt like this with hyphens.
     *
     * @throws IllegalArgumentException when the enum has none
     */
    public static <E extends Enum<E>> E readKebab(Class<E> type, String wireName) {
        return read(type, wireName.replace('-', '_'));
    }
}
