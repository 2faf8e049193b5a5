package dev.parley.catalog.product.application;

/** Hears in this process that a product was kept; must be quick and must not fail. */
public interface ProductListener {

    void productChanged(String productId, long version);
}
