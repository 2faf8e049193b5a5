package dev.parley.catalog.inventory.domain;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A change of the units on hand.
 *
 * @param delta the difference in units
 * @param returnedOrder the order whose sold units are returned by it
 * @param feedQuantity the last feed's quantity, after the change
 */
public record StockChange(int delta, String reason, Optional<OrderId> returnedOrder, OptionalInt feedQuantity) {

    private static final StockChange NONE = new StockChange(0, "", Optional.empty(), OptionalInt.empty());

    /** No change. */
    public static StockChange none() {
        return NONE;
    }

    public boolean isNone() {
        return this == NONE;
    }
}
