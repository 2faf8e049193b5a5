package dev.parley.catalog.inventory.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Stocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Assigns the stock of variants to the product that they are moved to; quantities and holds stay. */
@ApplicationScoped
public class AssignStock {

    private final Stocks stocks;

    public AssignStock(Stocks stocks) {
        this.stocks = stocks;
    }

    /** Idempotent; no effect on SKUs without stock. */
    public void handle(Collection<Sku> skus, ProductId productId) {
        skus.forEach(sku -> stocks.assign(sku, productId));
    }
}
