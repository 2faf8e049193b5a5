package dev.parley.catalog.imports.domain;

/** The formats of product feeds. */
public enum FeedFormat {
    TSV,
    CSV,
    NDJSON
}
