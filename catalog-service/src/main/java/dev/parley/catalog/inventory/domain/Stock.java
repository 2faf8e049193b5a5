package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A snapshot of the stock of one SKU. It is never written back, because of many concurrent writers: every write is
 * conditional ({@link Stocks}). {@code onHand = reserved + available}, and none of the three is ever negative.
 *
 * @param productId the product that has this SKU
 * @param feedQuantity the quantity of the last feed that had one; empty when none did
 * @param holds by order id; parked holds are not included, see {@link Stocks#tidy}
 * @param recentHolds the number of holds taken since the last compaction
 * @param ended orders whose hold has ended; kept until the reservation has recorded it and the stock is compacted
 * @param returned orders whose sold units are being returned; kept until the reservation has recorded it
 * @param low whether low stock was announced and has not been replenished since
 * @param recentKeys {@link dev.parley.platform.id.OneTimeKeys} of adjustments
 * @param generation the number of compactions
 */
public record Stock(
        Sku sku,
        ProductId productId,
        int onHand,
        int reserved,
        int available,
        OptionalInt feedQuantity,
        StockSettings settings,
        boolean low,
        Map<OrderId, Hold> holds,
        int recentHolds,
        Set<OrderId> ended,
        Set<OrderId> returned,
        List<String> recentKeys,
        long generation,
        long version) {

    /** The maximum units of a SKU; prevents overflows of sums. */
    public static final int MOST = 1_000_000_000;

    /** The maximum number of holds between two compactions. */
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

    /** The initial stock of a SKU from a feed. */
    public static Stock fromFeed(Sku sku, ProductId productId, int quantity) {
        return new Stock(
                sku,
                productId,
                quantity,
                0,
                quantity,
                OptionalInt.of(quantity),
                StockSettings.NONE,
                false,
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

    /** Whether the available units are at the low-stock threshold or below. */
    public boolean isBelowThreshold() {
        return settings.lowStockThreshold().isPresent()
                && available <= settings.lowStockThreshold().getAsInt();
    }

    /** Whether the SKU has no limit per order, or one that allows this quantity. */
    public boolean allowsInOneOrder(int quantity) {
        return settings.maxPerOrder().isEmpty()
                || quantity <= settings.maxPerOrder().getAsInt();
    }

    /** Whether it needs a compaction, because its size slows down writes. */
    public boolean isCrowded() {
        return recentHolds >= CROWD || holds.size() + ended.size() >= 2 * CROWD;
    }

    /**
     * The change to a counted quantity or by a difference.
     *
     * @throws InventoryProblem when fewer units would be on hand than are reserved, or more than the maximum
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
     * The change to a feed's quantity. Feeds repeat quantities even after sales, so only a quantity that differs from
     * the last feed's is applied. Reserved units stay on hand.
     */
    public StockChange imported(int quantity) {
        if (feedQuantity.isPresent() && feedQuantity.getAsInt() == quantity) {
            return StockChange.none();
        }
        int target = Math.max(quantity, reserved);
        return new StockChange(target - onHand, "import", Optional.empty(), OptionalInt.of(quantity));
    }

    /** The change that returns an order's sold units. */
    public StockChange putBack(OrderId orderId, int quantity) {
        return new StockChange(quantity, "order-cancelled", Optional.of(orderId), feedQuantity);
    }

    /** Its quantities. */
    public StockLevel level() {
        return new StockLevel(sku, productId, onHand, reserved, available, version);
    }

    /** The stock after the change. */
    public Stock after(StockChange change) {
        return new Stock(
                sku,
                productId,
                onHand + change.delta(),
                reserved,
                available + change.delta(),
                change.feedQuantity(),
                settings,
                low,
                holds,
                recentHolds,
                ended,
                returned,
                recentKeys,
                generation,
                version + 1);
    }
}
