package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.Sku;

/**
 * A line that could not be reserved.
 *
 * @param available the available units; 0 for an unknown SKU
 */
public record Shortage(Sku sku, int requested, int available) {}
