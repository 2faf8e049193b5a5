package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.platform.security.Caller;

/** Reports that a product was viewed. */
public interface RecordProductView {

    /** Never throws and never blocks; views by services are not reported. */
    void handle(ProductId productId, Caller caller);
}
