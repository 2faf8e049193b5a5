package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;

/** Hears in this process that a product was stored; must be quick and must not fail. */
public interface ProductListener {

    void productChanged(ProductId productId, long version);
}
