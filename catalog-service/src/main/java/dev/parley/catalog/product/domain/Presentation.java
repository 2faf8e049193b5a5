package dev.parley.catalog.product.domain;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a shop presents and sells a product, beyond the facts that every source has.
 *
 * @param features short statements, such as {@code Two days of battery}
 * @param metaTitle the title for search engines; empty for the name
 * @param metaDescription the description for search engines; empty for the product's
 * @param tags lower case, without duplicates
 * @param returnPolicy how it can be returned; empty when that is not stated
 * @param shippingPolicy how it is shipped; empty when that is not stated
 * @param featured whether the shop puts it in the foreground
 */
public record Presentation(
        List<Video> videos,
        List<String> features,
        String metaTitle,
        String metaDescription,
        List<String> tags,
        String returnPolicy,
        String shippingPolicy,
        OptionalInt warrantyMonths,
        boolean featured) {

    /** A product without any. */
    public static final Presentation NONE =
            new Presentation(List.of(), List.of(), "", "", List.of(), "", "", OptionalInt.empty(), false);

    /** @param thumbnail the URL of a still image; empty when there is none */
    public record Video(String url, String thumbnail) {}

    public Presentation {
        videos = List.copyOf(videos);
        features = List.copyOf(features);
        tags = List.copyOf(tags);
    }
}
