package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;

/** Notified in this process when a product was stored; must be fast and must not throw. */
public interface ProductListener {

    void productChanged(ProductId productId, long version);
}
