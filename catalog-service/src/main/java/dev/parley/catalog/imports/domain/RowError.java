package dev.parley.catalog.imports.domain;

/**
 * A row that was not taken.
 *
 * @param row its line in the feed, counted from 1, the header included
 */
public record RowError(int row, String reason) {}
