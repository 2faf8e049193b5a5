package dev.parley.catalog.imports.domain;

/**
 * What an import does with a feed.
 *
 * @param defaultStock units of a row that is in stock without a quantity
 */
public record ImportOptions(FeedFormat format, String marketplace, int defaultStock, FeedRules rules) {}
