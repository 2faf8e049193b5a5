package dev.parley.catalog.imports.domain;

import dev.parley.catalog.Sku;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.VariantFacts;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * A parsed row: one variant, with the facts of its product. Columns are those of the Google Merchant Center product
 * data specification; other columns are attributes of the variant.
 *
 * @param id the marketplace's id of the variant
 * @param product the marketplace's id of the product: the item group, or the variant itself
 * @param categoryPath as written in the feed; empty when absent
 * @param quantity units in stock; empty when the row says in stock without a quantity
 * @param grouped whether the row names an item group
 */
public record FeedItem(
        String id,
        String product,
        String name,
        String description,
        String brand,
        String categoryPath,
        String link,
        List<String> images,
        Money price,
        OptionalInt quantity,
        Map<String, String> attributes,
        List<Specification> specifications,
        boolean grouped) {

    /** The marketplace of the shop's own goods, whose SKU is the feed's id. */
    public static final String OWN = "own";

    /** The SKU of this variant in this shop. */
    public Sku sku(String marketplace) {
        return Sku.of(marketplace, id);
    }

    /**
     * The rows of a product that are variants: all but the parent row, which has the id of the group that the others
     * name, and names none.
     */
    public static List<FeedItem> variants(List<FeedItem> rows) {
        return rows.size() == 1 || rows.stream().noneMatch(FeedItem::grouped)
                ? rows
                : rows.stream().filter(FeedItem::grouped).toList();
    }

    /**
     * The facts of the product from its rows; product-level values are those of the parent row, else of the first.
     *
     * @param categorySlugs the category of each path in the feed
     */
    public static ProductFacts product(String marketplace, List<FeedItem> rows, Map<String, String> categorySlugs) {
        List<FeedItem> variants = variants(rows);
        FeedItem first =
                rows.stream().filter(row -> !variants.contains(row)).findFirst().orElse(rows.getFirst());
        String image = first.images().stream().findFirst().orElse("");
        return new ProductFacts(
                marketplace,
                first.product(),
                first.name(),
                first.description(),
                first.brand(),
                categorySlugs.getOrDefault(first.categoryPath(), Category.OTHER),
                first.link(),
                first.images(),
                first.specifications(),
                variants.stream()
                        .map(row -> new VariantFacts(
                                row.sku(marketplace),
                                row.attributes(),
                                row.price(),
                                unlike(first.name(), row.name()),
                                unlike(first.link(), row.link()),
                                unlike(image, row.images().stream().findFirst().orElse(""))))
                        .toList(),
                rows.stream()
                        .filter(row -> !variants.contains(row))
                        .map(row -> row.sku(marketplace))
                        .collect(Collectors.toSet()));
    }

    /** A variant's own value; empty when it is that of the product. */
    private static String unlike(String ofTheProduct, String own) {
        return own.equals(ofTheProduct) ? "" : own;
    }
}
