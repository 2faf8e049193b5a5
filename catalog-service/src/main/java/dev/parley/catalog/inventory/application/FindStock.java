package dev.parley.catalog.inventory.application;

import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** Reads stock, as it is now. */
@ApplicationScoped
public class FindStock {

    private final Stocks stocks;

    public FindStock(Stocks stocks) {
        this.stocks = stocks;
    }

    /** @throws InventoryProblem when nobody sells under this SKU */
    public Stock handle(String sku) {
        return stocks.find(sku).orElseThrow(() -> new InventoryProblem.UnknownSku(sku));
    }

    /** Those there are, by SKU. */
    public Map<String, Stock> handle(Collection<String> skus) {
        return skus.isEmpty() ? Map.of() : stocks.findAll(skus);
    }
}
