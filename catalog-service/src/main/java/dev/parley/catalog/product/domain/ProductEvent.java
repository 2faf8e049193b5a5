package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** What happened to a product. */
public sealed interface ProductEvent {

    Instant at();

    record Created(Instant at) implements ProductEvent {}

    record Updated(Instant at) implements ProductEvent {}

    record PriceChanged(List<Change> changes, Instant at) implements ProductEvent {
        /** A variant's price before and after. */
        public record Change(Sku sku, Money from, Money to) {}
    }

    record Archived(Instant at) implements ProductEvent {}
}
