package dev.parley.catalog.product.domain;

import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * What a source (a feed, a manager) says of one product. Variants carry no id of ours yet.
 *
 * @param externalId what the marketplace calls it; unique there
 * @param category slug path, such as {@code electronics/computers/laptops}
 * @param externalUrl where it is sold; empty when unknown
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

    /** The key under which there is one product of this identity. */
    public String key() {
        return key(marketplace, externalId);
    }

    static String key(String marketplace, String externalId) {
        return marketplace + ":" + externalId;
    }
}
