package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.util.Map;
import org.joda.money.Money;

/** What a source says of one variant. */
public record VariantFacts(Sku sku, Map<String, String> attributes, Money price) {}
