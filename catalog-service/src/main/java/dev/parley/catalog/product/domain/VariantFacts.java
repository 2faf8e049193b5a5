package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.util.Map;
import org.joda.money.Money;

/** The facts of one variant from a source. */
public record VariantFacts(Sku sku, Map<String, String> attributes, Money price) {}
