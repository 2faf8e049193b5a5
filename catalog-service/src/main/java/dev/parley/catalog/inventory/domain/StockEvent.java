package dev.parley.catalog.inventory.domain;

import java.time.Instant;

/** An event of the stock of a SKU. Changes by orders are published as events of their reservations. */
public sealed interface StockEvent {

    Instant at();

    /**
     * The units on hand were adjusted.
     *
     * @param stock after the change
     * @param delta the difference in units
     */
    record Adjusted(Stock stock, int delta, String reason, Instant at) implements StockEvent {}

    /** The available units have fallen to the threshold or below; once until they rise above it again. */
    record Low(Stock stock, int threshold, Instant at) implements StockEvent {}
}
