package dev.parley.catalog.product.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import java.time.Instant;
import org.joda.money.Money;

/**
 * A price that a SKU got.
 *
 * @param at when the price began
 */
public record PriceRecord(Sku sku, ProductId productId, Money price, Instant at) {}
