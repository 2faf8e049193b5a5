package dev.parley.catalog.imports.domain;

import java.util.List;
import java.util.Set;

/** The columns of feeds: those of the Google Merchant Center product data specification, and others. */
public final class Columns {

    public static final String ID = "id";
    public static final String TITLE = "title";
    public static final String DESCRIPTION = "description";
    public static final String LINK = "link";
    public static final String IMAGE_LINK = "image_link";
    public static final String ADDITIONAL_IMAGE_LINK = "additional_image_link";
    public static final String AVAILABILITY = "availability";
    public static final String QUANTITY = "quantity";
    public static final String PRICE = "price";
    public static final String SALE_PRICE = "sale_price";
    public static final String SALE_PRICE_EFFECTIVE_DATE = "sale_price_effective_date";
    public static final String BRAND = "brand";
    public static final String PRODUCT_TYPE = "product_type";
    public static final String GOOGLE_PRODUCT_CATEGORY = "google_product_category";
    public static final String ITEM_GROUP_ID = "item_group_id";
    public static final String PRODUCT_DETAIL = "product_detail";
    public static final String GTIN = "gtin";

    /** Read into the fields of products and stock. */
    private static final Set<String> FIELDS = Set.of(
            ID,
            TITLE,
            DESCRIPTION,
            LINK,
            IMAGE_LINK,
            ADDITIONAL_IMAGE_LINK,
            AVAILABILITY,
            QUANTITY,
            PRICE,
            SALE_PRICE,
            SALE_PRICE_EFFECTIVE_DATE,
            BRAND,
            PRODUCT_TYPE,
            GOOGLE_PRODUCT_CATEGORY,
            ITEM_GROUP_ID,
            PRODUCT_DETAIL);

    /** What the specification tells buyers about a variant. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "color",
            "size",
            "size_type",
            "size_system",
            "material",
            "pattern",
            "gender",
            "age_group",
            "adult",
            "condition",
            "mpn",
            GTIN,
            "certification",
            "energy_efficiency_class",
            "min_energy_efficiency_class",
            "max_energy_efficiency_class",
            "unit_pricing_measure",
            "unit_pricing_base_measure",
            "product_highlight",
            "product_length",
            "product_width",
            "product_height",
            "product_weight",
            "multipack",
            "is_bundle");

    /** What the specification keeps between the shop and its advertising. */
    private static final Set<String> CONFIDENTIAL = Set.of(
            "cost_of_goods_sold",
            "auto_pricing_min_price",
            "custom_label_0",
            "custom_label_1",
            "custom_label_2",
            "custom_label_3",
            "custom_label_4");

    private Columns() {}

    /** The columns that are attributes for buyers, sorted. */
    public static List<String> attributes() {
        return ATTRIBUTES.stream().sorted().toList();
    }

    static boolean isField(String column) {
        return FIELDS.contains(column);
    }

    static boolean isAttribute(String column) {
        return ATTRIBUTES.contains(column);
    }

    /** Whether its values are ids, which are taken literally. */
    static boolean isId(String column) {
        return column.equals(ID) || column.equals(ITEM_GROUP_ID);
    }

    /** Why a column is not shown to buyers. */
    public static String whyDropped(String column) {
        return isConfidential(column)
                ? "column " + column + " is never shown to buyers and was left out"
                : "column " + column + " was left out; to show it to buyers, name it in ?keep=";
    }

    /** Whether a column must never be shown to buyers. */
    public static boolean isConfidential(String column) {
        return CONFIDENTIAL.contains(column);
    }
}
