package dev.parley.catalog.inventory.domain;

import dev.parley.platform.events.NewEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stock of each SKU. Each method but the reads is one atomic write; each says whether it took effect. */
public interface Stocks {

    Optional<Stock> find(String sku);

    /** The stocks there are of these SKUs, by SKU. */
    Map<String, Stock> findAll(Collection<String> skus);

    /** Stocks with units held, sorted by SKU, those after {@code afterSku}, at most {@code limit}. */
    List<Stock> held(String afterSku, int limit);

    /** Keeps the stock of a new SKU; false when it is known already. */
    boolean insert(Stock stock, String reason, Instant now);

    /** Sets units aside for an order: only when so many are available and the order holds none of this SKU yet. */
    boolean hold(String sku, String orderId, Hold hold);

    /** Turns exactly this hold into sold units. */
    boolean commit(String sku, String orderId, Hold hold);

    /** Makes the units of exactly this hold available again. */
    boolean release(String sku, String orderId, Hold hold);

    /** The same, for units that count as put back: leaves the mark {@code returned}. */
    boolean releaseReturned(String sku, String orderId, Hold hold);

    /** Applies a change of what is on hand, if nobody changed the stock since it was read; remembers the idempotency key, if any. */
    default boolean change(Stock read, StockChange change, Optional<String> key, Instant now) {
        return change(read, change, key, now, List.of());
    }

    /** The same, with what else is to be told of the change. */
    boolean change(Stock read, StockChange change, Optional<String> key, Instant now, List<NewEvent> alongside);

    /** Removes the mark {@code returned}. */
    void forgetReturned(String sku, String orderId);
}
