package dev.parley.catalog.imports.domain;

/** What was wrong with a cell of an accepted row, and what was done about it. */
public record Notice(String column, String reason) {}
