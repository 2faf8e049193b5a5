package dev.parley.catalog.imports.domain;

import dev.parley.catalog.Sku;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.VariantFacts;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
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

    private static final int MOST = 1_000_000_000;

    private static final Pattern PRICE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([A-Z]{3})");

    private static final Set<String> OF_THE_PRODUCT = Set.of(
            "id",
            "title",
            "description",
            "link",
            "image_link",
            "additional_image_link",
            "availability",
            "quantity",
            "price",
            "brand",
            "product_type",
            "google_product_category",
            "item_group_id",
            "product_detail");

    /** @throws BadRow with the first violation */
    public static FeedItem read(FeedRow row) throws BadRow {
        String id = required(row, "id", ProductLimits.ID);
        String group = limited(row, "item_group_id", ProductLimits.ID);
        for (String each : List.of(id, group)) {
            if (!ProductLimits.isId(each) && !each.isEmpty()) {
                throw new BadRow("id and item_group_id must have no control characters, and not be . or ..");
            }
        }
        return new FeedItem(
                id,
                group.isEmpty() ? id : group,
                required(row, "title", ProductLimits.NAME),
                limited(row, "description", ProductLimits.DESCRIPTION),
                limited(row, "brand", ProductLimits.BRAND),
                category(row),
                url("link", limited(row, "link", ProductLimits.URL)),
                images(row),
                price(required(row, "price", ProductLimits.ID)),
                quantity(row),
                attributes(row),
                ProductDetails.read(row.all("product_detail")),
                !group.isEmpty());
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

    private static String required(FeedRow row, String column, int most) throws BadRow {
        String value = limited(row, column, most);
        if (value.isEmpty()) {
            throw new BadRow(column + " is missing");
        }
        return value;
    }

    private static String limited(FeedRow row, String column, int most) throws BadRow {
        String value = row.first(column);
        if (value.length() > most) {
            throw new BadRow(column + " has more than " + most + " characters");
        }
        return value;
    }

    private static String category(FeedRow row) throws BadRow {
        String own = limited(row, "product_type", ProductLimits.CATEGORY);
        String google = limited(row, "google_product_category", ProductLimits.CATEGORY);
        // Google's category may be a number of its own taxonomy, which is not known here.
        return own.isEmpty() && !google.matches("\\d*") ? google : own;
    }

    private static Money price(String text) throws BadRow {
        Matcher parts = PRICE.matcher(text);
        if (!parts.matches()) {
            throw new BadRow("price must be written like 19.99 USD");
        }
        try {
            CurrencyUnit currency = CurrencyUnit.of(parts.group(2));
            if (currency.isPseudoCurrency()) {
                throw new BadRow("price has an unknown currency");
            }
            BigDecimal amount = new BigDecimal(parts.group(1));
            if (amount.stripTrailingZeros().scale() > currency.getDecimalPlaces()) {
                throw new BadRow("price has more than " + currency.getDecimalPlaces() + " decimals");
            }
            if (amount.signum() == 0) {
                throw new BadRow("price must be above zero");
            }
            return Money.of(currency, amount.setScale(currency.getDecimalPlaces()));
        } catch (IllegalCurrencyException e) {
            throw new BadRow("price has an unknown currency");
        } catch (ArithmeticException e) {
            throw new BadRow("price has too many decimals");
        }
    }

    private static OptionalInt quantity(FeedRow row) throws BadRow {
        String availability = row.first("availability").toLowerCase(Locale.ROOT).replace(' ', '_');
        Optional<Integer> given = given(row.first("quantity"));
        return switch (availability) {
            case "", "in_stock" -> given.map(OptionalInt::of).orElse(OptionalInt.empty());
            case "out_of_stock" -> OptionalInt.of(0);
            // Not in stock, unless the row has a quantity.
            case "preorder", "backorder" -> OptionalInt.of(given.orElse(0));
            default -> throw new BadRow("availability must be in_stock, out_of_stock, preorder or backorder");
        };
    }

    private static Optional<Integer> given(String quantity) throws BadRow {
        if (quantity.isEmpty()) {
            return Optional.empty();
        }
        if (!quantity.matches("\\d{1,10}") || Long.parseLong(quantity) > MOST) {
            throw new BadRow("quantity must be a whole number from 0 to " + MOST);
        }
        return Optional.of(Integer.parseInt(quantity));
    }

    private static List<String> images(FeedRow row) throws BadRow {
        List<String> images = new ArrayList<>();
        for (String image : row.all("image_link")) {
            images.add(url("image_link", image));
        }
        for (String several : row.all("additional_image_link")) {
            for (String image : several.split(",")) {
                images.add(url("additional_image_link", image.strip()));
            }
        }
        if (images.size() > ProductLimits.IMAGES) {
            throw new BadRow("more than " + ProductLimits.IMAGES + " images");
        }
        return List.copyOf(images);
    }

    private static String url(String column, String text) throws BadRow {
        if (text.isEmpty() || text.length() <= ProductLimits.URL && isWeb(text)) {
            return text;
        }
        throw new BadRow(column + " must be an http or https URL of at most " + ProductLimits.URL + " characters");
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Map<String, String> attributes(FeedRow row) throws BadRow {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> cell : row.cells().entrySet()) {
            if (OF_THE_PRODUCT.contains(cell.getKey())) {
                continue;
            }
            String value = String.join(", ", cell.getValue());
            if (value.length() > ProductLimits.ATTRIBUTE) {
                throw new BadRow(cell.getKey() + " has more than " + ProductLimits.ATTRIBUTE + " characters");
            }
            if (cell.getKey().isEmpty() || cell.getKey().length() > ProductLimits.ATTRIBUTE_NAME) {
                throw new BadRow("a column's name has 1 to " + ProductLimits.ATTRIBUTE_NAME + " characters");
            }
            attributes.put(cell.getKey(), value);
        }
        if (attributes.size() > ProductLimits.ATTRIBUTES) {
            throw new BadRow("more than " + ProductLimits.ATTRIBUTES + " attributes");
        }
        return attributes;
    }
}
