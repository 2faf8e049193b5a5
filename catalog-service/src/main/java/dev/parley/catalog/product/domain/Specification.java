package dev.parley.catalog.product.domain;

/** One line of a product's data sheet. */
public record Specification(String section, String name, String value) {}
