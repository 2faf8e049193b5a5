package dev.parley.catalog.inventory.application;

import dev.parley.catalog.Sku;
import java.util.Collection;

/** Notified in this process when the availability of SKUs has changed; must be fast and must not throw. */
public interface StockListener {

    void availabilityChanged(Collection<Sku> skus);
}
