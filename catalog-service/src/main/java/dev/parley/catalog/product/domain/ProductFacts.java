package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of one product from a source (a feed, a manager). Variants have no id yet.
 *
 * @param externalId the marketplace's id of the product; unique there
 * @param category slug path, such as {@code electronics/computers/laptops}
 * @param externalUrl the page that sells it; empty when unknown
 * @param variants none only for a draft
 * @param noVariants SKUs of rows that describe the product as a whole: a variant from such a row is removed
 * @param presentation empty when the source does not know it: it stays
 * @param rating likewise
 * @param scrapedAt when the source was read; not a fact of the product, so it alone is no change
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
        List<VariantFacts> variants,
        Set<Sku> noVariants,
        Optional<Presentation> presentation,
        Optional<Rating> rating,
        Optional<Instant> scrapedAt) {

    public ProductFacts {
        images = List.copyOf(images);
        specifications = List.copyOf(specifications);
        variants = List.copyOf(variants);
        noVariants = Set.copyOf(noVariants);
        if (variants.stream().map(v -> v.price().getCurrencyUnit()).distinct().count() > 1) {
            throw new IllegalArgumentException("the variants of a product have one currency");
        }
    }

    /** The facts of a feed in which every row is a variant. */
    public ProductFacts(
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
        this(
                marketplace,
                externalId,
                name,
                description,
                brand,
                category,
                externalUrl,
                images,
                specifications,
                variants,
                Set.of());
    }

    /** The facts of a feed. */
    public ProductFacts(
            String marketplace,
            String externalId,
            String name,
            String description,
            String brand,
            String category,
            String externalUrl,
            List<String> images,
            List<Specification> specifications,
            List<VariantFacts> variants,
            Set<Sku> noVariants) {
        this(
                marketplace,
                externalId,
                name,
                description,
                brand,
                category,
                externalUrl,
                images,
                specifications,
                variants,
                noVariants,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** These facts, of which these are all variants: those that a product had before are none any more. */
    public ProductFacts replacing(Collection<Sku> before) {
        Set<Sku> gone = new HashSet<>(before);
        skus().forEach(gone::remove);
        return new ProductFacts(
                marketplace,
                externalId,
                name,
                description,
                brand,
                category,
                externalUrl,
                images,
                specifications,
                variants,
                gone,
                presentation,
                rating,
                scrapedAt);
    }

    /** The unique key of the product. */
    public String key() {
        return key(marketplace, externalId);
    }

    /** The SKUs of its variants. */
    public List<Sku> skus() {
        return variants.stream().map(VariantFacts::sku).toList();
    }

    static String key(String marketplace, String externalId) {
        return marketplace + ":" + externalId;
    }
}
