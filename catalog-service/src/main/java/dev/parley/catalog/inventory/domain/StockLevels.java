package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.Sku;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads the quantities of SKUs. */
public interface StockLevels {

    Optional<StockLevel> find(Sku sku);

    /** The levels of these SKUs, by SKU; unknown SKUs are left out. */
    Map<Sku, StockLevel> findAll(Collection<Sku> skus);
}
