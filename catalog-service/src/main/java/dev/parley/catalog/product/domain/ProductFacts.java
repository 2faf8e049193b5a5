package dev.parley.catalog.product.domain;

import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * The facts of one product from a source (a feed, a manager). Variants have no id yet.
 *
 * @param externalId the marketplace's id of the product; unique there
 * @param category slug path, such as {@code electronics/computers/laptops}
 * @param externalUrl the page that sells it; empty when unknown
 */
public record ProductFacts(
        String marketplace,
        String externalId,
        String name,
        String description,
        String brand,
        String category,
        String externalUrl,
        List<String> images,
        List<Specification> specifications,
        List<VariantFacts> variants) {

    public ProductFacts {
        images = List.copyOf(images);
        specifications = List.copyOf(specifications);
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("a product has at least one variant");
        }
        CurrencyUnit currency = variants.getFirst().price().getCurrencyUnit();
        if (variants.stream().anyMatch(v -> !v.price().getCurrencyUnit().equals(currency))) {
            throw new IllegalArgumentException("the variants of a product have one currency");
        }
    }

    /** The unique key of the product. */
    public String key() {
        return key(marketplace, externalId);
    }

    static String key(String marketplace, String externalId) {
        return marketplace + ":" + externalId;
    }
}
