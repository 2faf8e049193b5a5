package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The stock of each SKU, with many concurrent writers. So it is not loaded, changed and saved: each method except the
 * reads is one conditional write, and returns whether it took effect.
 */
public interface Stocks {

    Optional<Stock> find(Sku sku);

    /** SKUs with units held, in order, those after {@code after} (empty for all), at most {@code limit}. */
    List<Sku> held(Optional<Sku> after, int limit);

    /** Stores the stock of a new SKU; no effect when the SKU has stock already. */
    boolean insert(Stock stock, String reason, Instant now);

    /**
     * Holds units for an order: only when enough are available, its limit per order allows them, the order has neither
     * a hold of this SKU nor one that ended, and the stock has taken fewer than {@link Stock#CROWD} holds since the
     * last compaction.
     */
    boolean hold(Sku sku, OrderId orderId, Hold hold);

    /** Releases a stray hold: makes its units available again. */
    boolean drop(Sku sku, OrderId orderId, Hold hold);

    /**
     * Ends the reserved hold and leaves the mark {@code ended}. A hold that {@code read} contains ends only while it
     * exists. One that it does not contain is parked: it ends only when the order has neither a hold nor the mark, and
     * the stock was not compacted since it was read. This requires a reservation that was read <em>after</em> the stock
     * and has not recorded the end; so a late retry finds the mark, or a compacted stock.
     */
    boolean end(Stock read, OrderId orderId, Hold hold, Ending ending);

    /** The outcome of a hold's units. */
    enum Ending {
        /** They are sold. */
        COMMIT,
        /** They are available again. */
        RELEASE,
        /** They are available again and recorded as returned: leaves the mark {@code returned}. */
        PUT_BACK
    }

    /**
     * Compacts the stock document: removes holds that their reservations record (parks them) and marks that they have
     * recorded, unless the document was compacted since it was read.
     *
     * @param parked orders whose reservation records the hold and has not ended, read after the stock
     * @param noted orders with the mark {@code ended} whose reservation has recorded the end, read after the stock
     */
    boolean tidy(Stock read, Collection<OrderId> parked, Collection<OrderId> noted);

    /**
     * Applies a change of the units on hand, if the stock was not changed since it was read; stores the idempotency
     * key, if any.
     */
    default boolean change(Stock read, StockChange change, Optional<String> key, Instant now) {
        return change(read, change, key, now, List.of());
    }

    /** The same, with additional events. */
    boolean change(Stock read, StockChange change, Optional<String> key, Instant now, List<PendingEvent> alongside);

    /**
     * Replaces the settings and forgets that low stock was announced, if the stock was not changed since it was read.
     */
    boolean configure(Stock read, StockSettings settings, List<PendingEvent> alongside);

    /** Announces low stock, unless it was announced already or is above the threshold that was read. */
    boolean announceLow(Stock read, Instant now);

    /** Forgets that low stock was announced, if it is above the threshold that was read. */
    boolean forgetLow(Stock read);

    /** Assigns the stock to another product; no effect when it has it already. */
    void assign(Sku sku, ProductId productId);

    /** Removes the mark {@code returned}. */
    void forgetReturned(Sku sku, OrderId orderId);
}
