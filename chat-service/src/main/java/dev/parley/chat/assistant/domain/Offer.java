package dev.parley.chat.assistant.domain;

import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/**
 * A product as currently shown in the catalog.
 *
 * @param productId its id in the catalog
 */
public record Offer(String productId, String name, String brand, String marketplace, List<Variant> variants) {

    /** The marketplace of the shop's own goods. */
    public static final String OWN = "own";

    public Offer {
        variants = List.copyOf(variants);
    }

    /**
     * A variant that can be added to a cart.
     *
     * @param attributes by lower-case name: {@code color}, {@code size} …
     */
    public record Variant(String sku, Map<String, String> attributes, Money price, boolean inStock) {
        public Variant {
            attributes = Map.copyOf(attributes);
        }
    }
}
