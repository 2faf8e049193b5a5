package dev.parley.catalog.product.domain;

import java.util.List;
import org.joda.money.Money;

/** What happened to a product; each carries the product as it is afterwards, for its topic keeps only the last. */
public sealed interface ProductEvent {

    Product product();

    record Created(Product product) implements ProductEvent {}

    record Updated(Product product) implements ProductEvent {}

    record PriceChanged(Product product, List<Change> changes) implements ProductEvent {
        /** A variant's price before and after. */
        public record Change(String sku, Money from, Money to) {}
    }

    record Archived(Product product) implements ProductEvent {}
}
