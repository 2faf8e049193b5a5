package dev.parley.chat.assistant.domain;

import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/**
 * A product as the catalogue shows it right now.
 *
 * @param productId the catalogue's id of it
 */
public record Offer(String productId, String name, String brand, String marketplace, List<Variant> variants) {

    /** The marketplace of the goods that are sold here. */
    public static final String OWN = "own";

    public Offer {
        variants = List.copyOf(variants);
    }

    /**
     * One thing that can be put into a cart.
     *
     * @param attributes by lower-case name: {@code color}, {@code size} …
     */
    public record Variant(String sku, Map<String, String> attributes, Money price, boolean inStock) {
        public Variant {
            attributes = Map.copyOf(attributes);
        }
    }
}
