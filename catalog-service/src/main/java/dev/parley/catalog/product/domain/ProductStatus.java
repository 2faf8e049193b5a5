package dev.parley.catalog.product.domain;

import java.util.Locale;

/** Only active products are shown to others than managers. */
public enum ProductStatus {
    ACTIVE,
    DRAFT,
    ARCHIVED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ProductStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
