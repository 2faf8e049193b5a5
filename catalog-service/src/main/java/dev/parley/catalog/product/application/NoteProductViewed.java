package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.platform.security.Caller;

/** Reports that a product was viewed. */
public interface NoteProductViewed {

    /** Never fails and never waits; what services read does not count. */
    void handle(ProductId productId, Caller caller);
}
