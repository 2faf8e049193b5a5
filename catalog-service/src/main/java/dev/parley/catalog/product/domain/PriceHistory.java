package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The prices that each SKU has had. A record is identified by its SKU and time. */
public interface PriceHistory {

    /** A position in the history. */
    record Position(Instant at, Sku sku) {}

    /** Adds those that are not recorded yet. */
    void record(Collection<PriceRecord> prices);

    /** The prices of these SKUs, newest first, after a position. */
    List<PriceRecord> of(Collection<Sku> skus, Optional<Position> after, int limit);
}
