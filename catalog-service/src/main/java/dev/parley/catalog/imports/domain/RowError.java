package dev.parley.catalog.imports.domain;

/**
 * A rejected row.
 *
 * @param row its line in the feed, counted from 1, header included
 */
public record RowError(int row, String reason) {}
