package dev.parley.catalog.imports.domain;

import dev.parley.catalog.Sku;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.Variant;
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

    /**
     * The row that a variant was imported from, or would be.
     *
     * @param categoryPath names of the category and its ancestors, as in a feed
     */
    public static FeedItem of(Product product, Variant variant, String categoryPath, int quantity) {
        Product.State state = product.state();
        String prefix = state.marketplace() + ":";
        String sku = variant.sku().value();
        return new FeedItem(
                sku.startsWith(prefix) ? sku.substring(prefix.length()) : sku,
                state.externalId(),
                state.name(),
                state.description(),
                state.brand(),
                categoryPath,
                state.externalUrl(),
                state.images(),
                variant.price(),
                OptionalInt.of(quantity),
                variant.attributes(),
                state.specifications());
    }

    /** The marketplace's id of the product that a row names; empty when it names none. */
    public static String product(FeedRow row) {
        String group = row.first(Columns.ITEM_GROUP_ID);
        return group.isEmpty() ? row.first(Columns.ID) : group;
    }

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
