package dev.parley.catalog.imports.domain;

/** The forms a product feed may have. */
public enum FeedFormat {
    TSV,
    CSV,
    NDJSON
}
