package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * The facts of one variant from a source.
 *
 * @param attributes its distinguishing and other attributes, by name, sorted
 * @param title its own title; empty when it has that of the product
 * @param link the page that sells it; empty when that is the product's
 * @param image its own image; empty when it has those of the product
 */
public record VariantFacts(
        Sku sku, Map<String, String> attributes, Money price, String title, String link, String image) {

    public VariantFacts {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** A variant without a title, a link and an image of its own. */
    public VariantFacts(Sku sku, Map<String, String> attributes, Money price) {
        this(sku, attributes, price, "", "", "");
    }

    /** The characters of its texts, for {@link ProductLimits#VARIANT_TEXT}. */
    int textLength() {
        return title.length()
                + link.length()
                + image.length()
                + attributes.entrySet().stream()
                        .mapToInt(attribute -> attribute.getKey().length()
                                + attribute.getValue().length())
                        .sum();
    }

    /** The same facts with another price. */
    VariantFacts at(Money newPrice) {
        return new VariantFacts(sku, attributes, newPrice, title, link, image);
    }
}
