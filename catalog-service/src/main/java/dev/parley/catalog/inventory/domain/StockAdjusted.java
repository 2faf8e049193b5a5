package dev.parley.catalog.inventory.domain;

import java.time.Instant;

/**
 * The units on hand were adjusted. Stock has no other event: changes by orders are published as events of their
 * reservations.
 *
 * @param stock after the change
 * @param delta the difference in units
 */
public record StockAdjusted(Stock stock, int delta, String reason, Instant at) {}
