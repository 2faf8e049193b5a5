package dev.parley.catalog.inventory.application;

import dev.parley.catalog.Sku;
import java.util.Collection;

/** Hears in this process that the availability of SKUs has changed; must be quick and must not fail. */
public interface StockListener {

    void availabilityChanged(Collection<Sku> skus);
}
