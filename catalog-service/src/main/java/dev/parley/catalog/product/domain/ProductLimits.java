package dev.parley.catalog.product.domain;

/**
 * The size limits of a product, in characters and counts. Together they keep its largest event within 1 MiB, however
 * its text is escaped in JSON: the broker's maximum record size.
 */
public final class ProductLimits {

    public static final int ID = 100;
    public static final int NAME = 300;
    public static final int DESCRIPTION = 20_000;
    public static final int BRAND = 100;
    public static final int CATEGORY = 750;
    public static final int URL = 2_000;
    public static final int IMAGES = 11;

    public static final int VARIANTS = 250;
    /** Of one variant. */
    public static final int ATTRIBUTES = 50;

    public static final int ATTRIBUTE_NAME = 100;
    public static final int ATTRIBUTE = 500;
    /** Of all variants together: names and values of attributes, titles, links, images. */
    public static final int VARIANT_TEXT = 100_000;

    public static final int SPECIFICATIONS = 500;
    public static final int SPECIFICATION_NAME = 200;
    public static final int SPECIFICATION = 1_000;

    public static final int SLUG = 80;
    public static final int OLD_SLUGS = 20;
    public static final int VIDEOS = 10;
    public static final int FEATURES = 20;
    public static final int FEATURE = 300;
    public static final int META_TITLE = 200;
    public static final int META_DESCRIPTION = 500;
    public static final int TAGS = 30;
    public static final int TAG = 50;
    public static final int POLICY = 2_000;

    private ProductLimits() {}

    /**
     * Whether a text may be an id or a SKU: it is part of paths, so it is no path segment with a meaning of its own,
     * and has no control characters, nor blanks at its ends.
     */
    public static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= ID
                && !text.equals(".")
                && !text.equals("..")
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl);
    }
}
