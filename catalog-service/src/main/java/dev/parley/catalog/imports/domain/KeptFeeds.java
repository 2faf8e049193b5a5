package dev.parley.catalog.imports.domain;

import java.io.InputStream;

/** Keeps received feeds until their imports have ended, so that any instance can resume an import. */
public interface KeptFeeds {

    /** The body, which is kept as it is read; completely when the returned stream is closed. */
    InputStream keeping(FeedId id, InputStream body);

    /** A kept feed, as it was received. */
    InputStream open(FeedId id);

    void delete(FeedId id);
}
