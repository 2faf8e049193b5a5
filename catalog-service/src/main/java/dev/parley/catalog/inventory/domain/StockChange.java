package dev.parley.catalog.inventory.domain;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A change of what is on hand.
 *
 * @param delta units more (or fewer)
 * @param returnedOrder the order whose sold units come back with it
 * @param feedQuantity the last feed's quantity, after the change
 */
public record StockChange(int delta, String reason, Optional<OrderId> returnedOrder, OptionalInt feedQuantity) {

    private static final StockChange NONE = new StockChange(0, "", Optional.empty(), OptionalInt.empty());

    /** Nothing to do. */
    public static StockChange none() {
        return NONE;
    }

    public boolean isNone() {
        return this == NONE;
    }
}
