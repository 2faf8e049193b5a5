package dev.parley.catalog.product.domain;

/** The status of a product. Products that are not active are visible only to managers, administrators and services. */
public enum ProductStatus {
    ACTIVE,
    DRAFT,
    ARCHIVED
}
