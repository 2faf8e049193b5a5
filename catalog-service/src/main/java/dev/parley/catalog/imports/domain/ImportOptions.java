package dev.parley.catalog.imports.domain;

/**
 * What an import does with a feed.
 *
 * @param defaultStock units of a row that is in stock without a quantity
 * @param dryRun whether it only checks and counts, and writes nothing
 * @param complete whether the feed has all products of its marketplace: those that it lacks are archived
 * @param archiveLimit the share of the marketplace's products that may be archived, in percent; more indicate that the
 *     feed is cut off
 */
public record ImportOptions(
        FeedReading reading,
        String marketplace,
        int defaultStock,
        FeedRules rules,
        boolean dryRun,
        boolean complete,
        int archiveLimit) {}
