package dev.parley.catalog.inventory.domain;

/**
 * A line that could not be reserved.
 *
 * @param available what was there; 0 for a SKU nobody knows
 */
public record Shortage(String sku, int requested, int available) {}
