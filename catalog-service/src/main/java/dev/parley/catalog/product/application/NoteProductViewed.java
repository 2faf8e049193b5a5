package dev.parley.catalog.product.application;

import dev.parley.platform.security.Caller;

/** Tells that somebody has looked at a product. */
public interface NoteProductViewed {

    /** Never fails and never waits; what services read does not count. */
    void handle(String productId, Caller caller);
}
