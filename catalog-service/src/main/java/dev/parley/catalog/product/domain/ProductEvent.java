package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** An event of a product. */
public sealed interface ProductEvent {

    Instant at();

    record Created(Instant at) implements ProductEvent {}

    record Updated(Instant at) implements ProductEvent {}

    record PriceChanged(List<Change> changes, Instant at) implements ProductEvent {
        /** The price change of a variant. */
        public record Change(Sku sku, Money from, Money to) {}
    }

    record Archived(Instant at) implements ProductEvent {}
}
