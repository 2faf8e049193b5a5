package dev.parley.catalog.product.domain;

/** Only active products are shown to others than managers. */
public enum ProductStatus {
    ACTIVE,
    DRAFT,
    ARCHIVED
}
