package dev.parley.catalog.product.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.product.domain.Presentation;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The public view of a product.
 *
 * @param id Parley's id
 * @param productId the marketplace's id
 * @param category slug path
 * @param scrapedAt when its source was read last
 * @param deletedAt when it was deleted; it is removed 30 days later
 * @param price the lowest of its variants' prices; absent for a product without variants, which is never active
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
        {"id":"0199d1c0-0000-7000-8000-000000000011","productId":"nova-5","marketplace":"own","name":"Nova 5 phone","slug":"nova-5-phone","description":"A phone with two days of battery.","brand":"Nova","category":"electronics/phones","status":"active","price":{"amount":"299.00","currency":"USD"},"variants":[{"variantId":"nova-5-black","sku":"PHONE-1","attributes":{"color":"black"},"price":{"amount":"299.00","currency":"USD"},"availability":{"status":"in_stock","available":3}}],"images":["https://shop.example/images/nova-5.jpg"],"specifications":[{"section":"Display","name":"Size","value":"6.1 in"}],"videos":[],"features":["Two days of battery"],"tags":["5g"],"featured":false,"rating":{"average":4.5,"count":127},"version":4,"createdAt":"2026-01-10T08:00:00Z","updatedAt":"2026-01-15T10:30:00Z"}""")
public record ProductView(
        String id,
        String productId,
        String marketplace,
        String name,
        String slug,
        String description,
        String brand,
        String category,
        @WireEnum(ProductStatus.class) String status,
        @Nullable Money price,
        @Nullable String externalUrl,
        List<VariantView> variants,
        List<String> images,
        List<SpecificationView> specifications,
        List<VideoView> videos,
        List<String> features,
        List<String> tags,
        boolean featured,
        @Nullable RatingView rating,
        @Nullable SeoView seo,
        @Nullable String returnPolicy,
        @Nullable String shippingPolicy,
        @Nullable Integer warrantyMonths,
        @Nullable Instant scrapedAt,
        @Nullable Instant deletedAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A sellable variant of the product.
     *
     * @param title its title, if it differs from the product's name; likewise link and image
     * @param lowestPriceBeforeReduction if the price is a reduction, the lowest price of the 30 days before it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VariantView(
            String variantId,
            String sku,
            @Nullable String title,
            Map<String, String> attributes,
            Money price,
            @Nullable Money lowestPriceBeforeReduction,
            @Nullable String link,
            @Nullable String image,
            @Nullable AvailabilityView availability) {

        private VariantView with(AvailabilityView stock) {
            return new VariantView(
                    variantId, sku, title, attributes, price, lowestPriceBeforeReduction, link, image, stock);
        }
    }

    /**
     * The current stock.
     *
     * @param status {@code in_stock} or {@code out_of_stock}
     * @param available units that can be ordered
     */
    public record AvailabilityView(
            @Schema(enumeration = {"in_stock", "out_of_stock"})
            String status,

            int available) {}

    /** @param thumbnail the URL of a still image */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VideoView(String url, @Nullable String thumbnail) {}

    /** The rating in its marketplace: 0 to 5, and the number of reviews. */
    public record RatingView(BigDecimal average, int count) {}

    /** Title and description for search engines, where they differ from the product's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SeoView(@Nullable String title, @Nullable String description) {}

    /** A line of the data sheet. */
    public record SpecificationView(String section, String name, String value) {}

    /** The view without availability, which changes independently of the product. */
    static ProductView from(Product product) {
        Product.State p = product.state();
        Presentation shown = p.presentation();
        return new ProductView(
                p.id().value(),
                p.externalId(),
                p.marketplace(),
                p.name(),
                p.slug(),
                p.description(),
                p.brand(),
                p.category(),
                WireName.of(p.status()),
                product.lowestPrice().orElse(null),
                present(p.externalUrl()),
                p.variants().stream().map(ProductView::from).toList(),
                p.images(),
                p.specifications().stream()
                        .map(s -> new SpecificationView(s.section(), s.name(), s.value()))
                        .toList(),
                shown.videos().stream()
                        .map(video -> new VideoView(video.url(), present(video.thumbnail())))
                        .toList(),
                shown.features(),
                shown.tags(),
                shown.featured(),
                p.rating() == null
                        ? null
                        : new RatingView(p.rating().average(), p.rating().count()),
                shown.metaTitle().isEmpty() && shown.metaDescription().isEmpty()
                        ? null
                        : new SeoView(present(shown.metaTitle()), present(shown.metaDescription())),
                present(shown.returnPolicy()),
                present(shown.shippingPolicy()),
                shown.warrantyMonths().isPresent() ? shown.warrantyMonths().getAsInt() : null,
                p.scrapedAt(),
                p.deletedAt(),
                p.version(),
                p.createdAt(),
                p.updatedAt());
    }

    private static VariantView from(Variant variant) {
        VariantFacts facts = variant.facts();
        return new VariantView(
                variant.variantId(),
                variant.sku().value(),
                present(facts.title()),
                facts.attributes(),
                facts.price(),
                variant.prices().reducedFrom().orElse(null),
                present(facts.link()),
                present(facts.image()),
                null);
    }

    private static @Nullable String present(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The view with current stock; SKUs without stock are out of stock. */
    ProductView with(Map<Sku, StockLevel> stocks) {
        List<VariantView> stocked = variants.stream()
                .map(v -> {
                    StockLevel stock = stocks.get(new Sku(v.sku()));
                    int available = stock == null ? 0 : stock.available();
                    return v.with(new AvailabilityView(available > 0 ? "in_stock" : "out_of_stock", available));
                })
                .toList();
        return new ProductView(
                id,
                productId,
                marketplace,
                name,
                slug,
                description,
                brand,
                category,
                status,
                price,
                externalUrl,
                stocked,
                images,
                specifications,
                videos,
                features,
                tags,
                featured,
                rating,
                seo,
                returnPolicy,
                shippingPolicy,
                warrantyMonths,
                scrapedAt,
                deletedAt,
                version,
                createdAt,
                updatedAt);
    }

    List<Sku> skus() {
        return variants.stream().map(variant -> new Sku(variant.sku())).toList();
    }
}
