package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.Sku;
import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The stock of each SKU, which many orders change at once. So it is not loaded, changed and saved: each method but the
 * reads is one conditional write, and returns whether it took effect.
 */
public interface Stocks {

    Optional<Stock> find(Sku sku);

    /** SKUs with units held, in order, those after {@code after} (empty for all), at most {@code limit}. */
    List<Sku> held(Optional<Sku> after, int limit);

    /** Stores the stock of a new SKU; no effect when there is one already. */
    boolean insert(Stock stock, String reason, Instant now);

    /**
     * Sets units aside for an order: only when so many are available, the order holds none of this SKU yet and had none
     * that ended, and the stock has taken fewer than {@link Stock#CROWD} holds since it was tidied.
     */
    boolean hold(Sku sku, OrderId orderId, Hold hold);

    /** Makes the units of exactly this hold, which counts for no reservation, available again. */
    boolean drop(Sku sku, OrderId orderId, Hold hold);

    /**
     * Ends the hold that counts for a reservation, and leaves the mark {@code ended}. One that {@code read} shows ends
     * only while it is there. One that it does not show is parked: it ends only when the order has neither a hold nor
     * the mark, and the stock was not tidied since it was read. For that the reservation must not have noted the end
     * when it was read <em>after</em> the stock; so a late repeat finds the mark, or a tidied stock.
     */
    boolean end(Stock read, OrderId orderId, Hold hold, Ending ending);

    /** What becomes of the units of a hold. */
    enum Ending {
        /** They are sold. */
        COMMIT,
        /** They are available again. */
        RELEASE,
        /** They are available again, and count as put back: leaves the mark {@code returned}. */
        PUT_BACK
    }

    /**
     * Takes holds out of the stock document that their reservations record (parks them), and marks that are noted,
     * unless another has tidied it since it was read.
     *
     * @param parked orders whose reservation counts the hold and has not ended, read after the stock
     * @param noted orders with the mark {@code ended} whose reservation has noted the end, read after the stock
     */
    boolean tidy(Stock read, Collection<OrderId> parked, Collection<OrderId> noted);

    /**
     * Applies a change of what is on hand, if the stock was not changed since it was read; remembers the idempotency
     * key, if any.
     */
    default boolean change(Stock read, StockChange change, Optional<String> key, Instant now) {
        return change(read, change, key, now, List.of());
    }

    /** The same, with what else is to be told of the change. */
    boolean change(Stock read, StockChange change, Optional<String> key, Instant now, List<PendingEvent> alongside);

    /** Removes the mark {@code returned}. */
    void forgetReturned(Sku sku, OrderId orderId);
}
