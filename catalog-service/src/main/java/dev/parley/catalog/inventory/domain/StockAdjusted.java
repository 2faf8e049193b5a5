package dev.parley.catalog.inventory.domain;

import java.time.Instant;

/**
 * The number of units on hand was changed. Stock has no other event: what orders do with it is told by their
 * reservations.
 *
 * @param stock after the change
 * @param delta units more (or fewer)
 */
public record StockAdjusted(Stock stock, int delta, String reason, Instant at) {}
