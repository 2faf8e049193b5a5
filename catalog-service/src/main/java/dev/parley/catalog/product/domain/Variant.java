package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * One sellable form of a product.
 *
 * @param attributes its distinguishing and other attributes, by name, sorted
 */
public record Variant(String variantId, Sku sku, Map<String, String> attributes, Money price) {

    public Variant {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
