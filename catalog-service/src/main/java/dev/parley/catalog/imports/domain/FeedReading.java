package dev.parley.catalog.imports.domain;

import org.jspecify.annotations.Nullable;

/**
 * How to read the bytes of a feed.
 *
 * @param encoding the name of its charset; null for UTF-8, or UTF-16 and UTF-32 where the bytes show it
 * @param delimiter the separator of its cells; null for the one that its header has
 * @param compressed whether it must be gzip; one that is gzip is decompressed in any case
 */
public record FeedReading(
        FeedFormat format,
        @Nullable String encoding,
        @Nullable Delimiter delimiter,
        boolean compressed) {}
