package dev.parley.catalog.imports.domain;

import dev.parley.catalog.Sku;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.VariantFacts;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.joda.money.Money;

/**
 * A parsed row: one variant, with the facts of its product. Columns are those of the Google Merchant Center product
 * data specification; other columns are attributes of the variant.
 *
 * @param id the marketplace's id of the variant
 * @param product the marketplace's id of the product: the item group, or the variant itself
 * @param categoryPath as written in the feed; empty when absent
 * @param quantity units in stock; empty when the row says in stock without a quantity
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
        List<Specification> specifications) {

    /** The marketplace of the shop's own goods, whose SKU is the feed's id. */
    public static final String OWN = "own";

    /** The SKU of this variant in this shop. */
    public Sku sku(String marketplace) {
        return new Sku(marketplace.equals(OWN) ? id : marketplace + ":" + id);
    }

    /** The facts of the product from its rows; product-level values are those of the first row. */
    public static ProductFacts product(String marketplace, List<FeedItem> rows) {
        FeedItem first = rows.getFirst();
        List<Category.Step> category = Category.steps(first.categoryPath());
        return new ProductFacts(
                marketplace,
                first.product(),
                first.name(),
                first.description(),
                first.brand(),
                category.isEmpty() ? Category.OTHER : category.getLast().slug(),
                first.link(),
                first.images(),
                first.specifications(),
                rows.stream()
                        .map(row -> new VariantFacts(row.sku(marketplace), row.attributes(), row.price()))
                        .toList());
    }
}
