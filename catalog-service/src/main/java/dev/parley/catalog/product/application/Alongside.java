package dev.parley.catalog.product.application;

import dev.parley.catalog.product.domain.Product;
import dev.parley.platform.events.PendingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Further events of the write that stores a change of a product: its audit record. */
@FunctionalInterface
public interface Alongside {

    /** No further events. */
    Alongside NOTHING = (before, after) -> List.of();

    /** @param before null for a new product */
    List<PendingEvent> of(Product.@Nullable State before, Product.State after);
}
