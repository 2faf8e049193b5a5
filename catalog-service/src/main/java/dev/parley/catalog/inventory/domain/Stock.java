package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The stock of one SKU as it was read: a snapshot that is never written back, because many write it at once and every
 * write is a conditional one ({@link Stocks}). {@code onHand = reserved + available}, and none of the three is ever
 * negative.
 *
 * @param productId the product this SKU is a variant of
 * @param feedQuantity what the last feed that named a quantity said; empty when none did
 * @param holds by order id: those that are not parked, see {@link Stocks#tidy}
 * @param recentHolds how many were taken since the stock was tidied
 * @param ended orders whose hold has ended: there until the reservation has noted it and the stock is tidied
 * @param returned orders whose sold units are being put back: there until the reservation has noted it
 * @param recentKeys {@link dev.parley.platform.id.OneTimeKeys} of adjustments
 * @param generation how often it was tidied
 */
public record Stock(
        Sku sku,
        ProductId productId,
        int onHand,
        int reserved,
        int available,
        OptionalInt feedQuantity,
        Map<OrderId, Hold> holds,
        int recentHolds,
        Set<OrderId> ended,
        Set<OrderId> returned,
        List<String> recentKeys,
        long generation,
        long version) {

    /** More units of one thing than any seller has; keeps sums far from overflowing. */
    public static final int MOST = 1_000_000_000;

    /** So many holds may be taken before the stock must be tidied. */
    public static final int CROWD = 100;

    public Stock {
        holds = Map.copyOf(holds);
        ended = Set.copyOf(ended);
        returned = Set.copyOf(returned);
        recentKeys = List.copyOf(recentKeys);
        if (onHand < 0 || reserved < 0 || available < 0 || onHand != reserved + available) {
            throw new IllegalArgumentException("stock of " + sku + " does not add up");
        }
    }

    /** The first stock of a SKU, as a feed tells it. */
    public static Stock fromFeed(Sku sku, ProductId productId, int quantity) {
        return new Stock(
                sku,
                productId,
                quantity,
                0,
                quantity,
                OptionalInt.of(quantity),
                Map.of(),
                0,
                Set.of(),
                Set.of(),
                List.of(),
                0,
                0);
    }

    public Optional<Hold> heldFor(OrderId orderId) {
        return Optional.ofNullable(holds.get(orderId));
    }

    /** Whether it carries so much that its writes become slow. */
    public boolean isCrowded() {
        return recentHolds >= CROWD || holds.size() + ended.size() >= 2 * CROWD;
    }

    /**
     * The change that counts this SKU anew or moves it by a difference.
     *
     * @throws InventoryProblem when fewer units would be on hand than are reserved, or more than there can be
     */
    public StockChange adjust(OptionalInt delta, OptionalInt counted, String reason) {
        long target = counted.isPresent() ? counted.getAsInt() : (long) onHand + delta.orElse(0);
        if (target < reserved) {
            throw new InventoryProblem.BelowReserved(sku, reserved);
        }
        if (target > MOST) {
            throw new InventoryProblem.TooMuchStock(sku);
        }
        return new StockChange(Math.toIntExact(target - onHand), reason, Optional.empty(), feedQuantity);
    }

    /**
     * The change that brings in what a feed says. A feed repeats what it said before, also when units were sold since:
     * only a quantity that differs from the last feed's is news. What is reserved stays on hand.
     */
    public StockChange imported(int quantity) {
        if (feedQuantity.isPresent() && feedQuantity.getAsInt() == quantity) {
            return StockChange.none();
        }
        int target = Math.max(quantity, reserved);
        return new StockChange(target - onHand, "import", Optional.empty(), OptionalInt.of(quantity));
    }

    /** The change that puts an order's sold units back. */
    public StockChange putBack(OrderId orderId, int quantity) {
        return new StockChange(quantity, "order-cancelled", Optional.of(orderId), feedQuantity);
    }

    /** How many units there are. */
    public StockLevel level() {
        return new StockLevel(sku, productId, onHand, reserved, available, version);
    }

    /** This stock after the change. */
    public Stock after(StockChange change) {
        return new Stock(
                sku,
                productId,
                onHand + change.delta(),
                reserved,
                available + change.delta(),
                change.feedQuantity(),
                holds,
                recentHolds,
                ended,
                returned,
                recentKeys,
                generation,
                version + 1);
    }
}
