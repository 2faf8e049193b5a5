package dev.parley.catalog.product.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
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
 * @param price the lowest of its variants' prices
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
        {"id":"0199d1c0-0000-7000-8000-000000000011","productId":"nova-5","marketplace":"own","name":"Nova 5 phone","slug":"nova-5-phone","description":"A phone with two days of battery.","brand":"Nova","category":"electronics/phones","status":"active","price":{"amount":"299.00","currency":"USD"},"variants":[{"variantId":"nova-5-black","sku":"PHONE-1","attributes":{"color":"black"},"price":{"amount":"299.00","currency":"USD"},"availability":{"status":"in_stock","available":3}}],"images":["https://shop.example/images/nova-5.jpg"],"specifications":[{"section":"Display","name":"Size","value":"6.1 in"}],"version":4,"createdAt":"2026-01-10T08:00:00Z","updatedAt":"2026-01-15T10:30:00Z"}""")
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
        Money price,
        @Nullable String externalUrl,
        List<VariantView> variants,
        List<String> images,
        List<SpecificationView> specifications,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** A sellable variant of the product. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VariantView(
            String variantId,
            String sku,
            Map<String, String> attributes,
            Money price,
            @Nullable AvailabilityView availability) {}

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

    /** A line of the data sheet. */
    public record SpecificationView(String section, String name, String value) {}

    /** The view without availability, which changes independently of the product. */
    static ProductView from(Product product) {
        Product.State p = product.state();
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
                product.price(),
                p.externalUrl().isEmpty() ? null : p.externalUrl(),
                p.variants().stream().map(ProductView::from).toList(),
                p.images(),
                p.specifications().stream()
                        .map(s -> new SpecificationView(s.section(), s.name(), s.value()))
                        .toList(),
                p.version(),
                p.createdAt(),
                p.updatedAt());
    }

    private static VariantView from(Variant variant) {
        return new VariantView(variant.variantId(), variant.sku().value(), variant.attributes(), variant.price(), null);
    }

    /** The view with current stock; SKUs without stock are out of stock. */
    ProductView with(Map<Sku, StockLevel> stocks) {
        List<VariantView> stocked = variants.stream()
                .map(v -> {
                    StockLevel stock = stocks.get(new Sku(v.sku()));
                    int available = stock == null ? 0 : stock.available();
                    return new VariantView(
                            v.variantId(),
                            v.sku(),
                            v.attributes(),
                            v.price(),
                            new AvailabilityView(available > 0 ? "in_stock" : "out_of_stock", available));
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
                version,
                createdAt,
                updatedAt);
    }

    List<Sku> skus() {
        return variants.stream().map(variant -> new Sku(variant.sku())).toList();
    }
}
