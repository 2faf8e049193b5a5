package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.Sku;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads how many units there are. */
public interface StockLevels {

    Optional<StockLevel> find(Sku sku);

    /** Those there are of these SKUs, by SKU. */
    Map<Sku, StockLevel> findAll(Collection<Sku> skus);
}
