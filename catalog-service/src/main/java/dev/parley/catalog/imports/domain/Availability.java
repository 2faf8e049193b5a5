package dev.parley.catalog.imports.domain;

import java.util.Locale;

/** What the column {@code availability} says. */
enum Availability {
    /** Nothing: the quantity decides. */
    UNSAID,
    IN_STOCK,
    OUT_OF_STOCK,
    /** For sale before it is in stock. */
    ON_ORDER,
    UNKNOWN;

    static Availability read(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        String name = word.contains("schema.org/") ? word.substring(word.lastIndexOf('/') + 1) : word;
        String plain = name.replace("_", "").replace("-", "").replace(" ", "");
        return switch (plain) {
            case "" -> UNSAID;
            case "instock" -> IN_STOCK;
            case "outofstock" -> OUT_OF_STOCK;
            case "preorder", "backorder" -> ON_ORDER;
            default -> UNKNOWN;
        };
    }
}
