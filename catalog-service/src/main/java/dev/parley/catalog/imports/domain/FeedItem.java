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
import java.util.Optional;
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

    /**
     * The row that a variant was imported from, or would be.
     *
     * @param categoryPath names of the category and its ancestors, as in a feed
     */
    public static FeedItem of(Product product, Variant variant, String categoryPath, int quantity) {
        Product.State state = product.state();
        VariantFacts own = variant.facts();
        String prefix = state.marketplace() + ":";
        String sku = variant.sku().value();
        String id = sku.startsWith(prefix) ? sku.substring(prefix.length()) : sku;
        return of(product, id, variant, categoryPath, quantity)
                .with(
                        own.title().isEmpty() ? state.name() : own.title(),
                        own.link().isEmpty() ? state.externalUrl() : own.link(),
                        own.image().isEmpty() ? state.images() : List.of(own.image()));
    }

    /**
     * The parent row of a product; needed where the first variant has a title, a link or an image of its own, which
     * would be those of the product otherwise.
     */
    public static Optional<FeedItem> parent(Product product, String categoryPath) {
        Variant first = product.state().variants().getFirst();
        VariantFacts own = first.facts();
        return own.title().isEmpty() && own.link().isEmpty() && own.image().isEmpty()
                ? Optional.empty()
                : Optional.of(of(product, product.state().externalId(), first, categoryPath, 0));
    }

    private static FeedItem of(Product product, String id, Variant variant, String categoryPath, int quantity) {
        Product.State state = product.state();
        return new FeedItem(
                id,
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
                state.specifications(),
                !id.equals(state.externalId()));
    }

    private FeedItem with(String otherName, String otherLink, List<String> otherImages) {
        return new FeedItem(
                id,
                product,
                otherName,
                description,
                brand,
                categoryPath,
                otherLink,
                otherImages,
                price,
                quantity,
                attributes,
                specifications,
                grouped);
    }

    /** The marketplace's id of the product that a row names; empty when it names none. */
    public static String product(FeedRow row) {
        String group = row.first(Columns.ITEM_GROUP_ID);
        return group.isEmpty() ? row.first(Columns.ID) : group;
    }

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
