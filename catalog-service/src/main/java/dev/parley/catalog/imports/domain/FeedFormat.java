package dev.parley.catalog.imports.domain;

/** The formats of product feeds. */
public enum FeedFormat {
    TSV,
    CSV,
    NDJSON,
    /** RSS 2.0 or Atom. */
    XML
}
