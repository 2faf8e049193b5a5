package dev.parley.catalog.product.http;

import dev.parley.catalog.Sku;
import dev.parley.catalog.Slugs;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.product.domain.Presentation;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.catalog.product.http.ProductParts.RatingRequest;
import dev.parley.catalog.product.http.ProductParts.SeoRequest;
import dev.parley.catalog.product.http.ProductParts.SpecificationRequest;
import dev.parley.catalog.product.http.ProductParts.VariantRequest;
import dev.parley.catalog.product.http.ProductParts.VideoRequest;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.http.Text;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A whole product.
 *
 * @param productId its id in the marketplace; generated when absent
 * @param slug generated from the name when absent
 * @param category the slug of a category
 * @param price of a product without options, instead of variants: its SKU is its id
 * @param scrapedAt when its source was read; alone it is no change
 */
@Schema(example = """
        {"name":"Nova 5 phone","brand":"Nova","category":"electronics/phones","images":["https://shop.example/images/nova-5.jpg"],"features":["Two days of battery"],"tags":["5g"],"variants":[{"sku":"PHONE-1","attributes":{"color":"black"},"price":{"amount":"299.00","currency":"USD"}}]}""")
public record ProductRequest(
        @Nullable @Text(max = ProductLimits.ID) @PlainLine String productId,
        @NotNull @Text(max = ProductLimits.NAME) @PlainLine String name,
        @Nullable @Text(max = ProductLimits.SLUG) String slug,
        @Nullable @Size(max = ProductLimits.DESCRIPTION) String description,

        @Nullable @Text(max = ProductLimits.BRAND) @PlainLine
        String brand,

        @Nullable @Text(max = ProductLimits.CATEGORY) String category,

        @Nullable @Text(max = ProductLimits.URL, pattern = ProductParts.URL, message = ProductParts.NO_URL)
        String externalUrl,

        @Nullable @Size(max = ProductLimits.IMAGES)
        List<@NotNull @Text(max = ProductLimits.URL, pattern = ProductParts.URL, message = ProductParts.NO_URL) String>
                images,

        @Nullable @Size(max = ProductLimits.VIDEOS) List<@NotNull @Valid VideoRequest> videos,

        @Nullable @Size(max = ProductLimits.SPECIFICATIONS) List<@NotNull @Valid SpecificationRequest> specifications,

        @Nullable @Size(max = ProductLimits.FEATURES)
        List<@NotNull @Text(max = ProductLimits.FEATURE) @PlainLine String> features,

        @Nullable @Size(max = ProductLimits.TAGS) List<@NotNull @Text(max = ProductLimits.TAG) @PlainLine String> tags,

        @Nullable @Valid SeoRequest seo,
        @Nullable @Valid RatingRequest rating,
        @Nullable @Text(max = ProductLimits.POLICY) String returnPolicy,
        @Nullable @Text(max = ProductLimits.POLICY) String shippingPolicy,
        @Nullable @Min(0) @Max(1200) Integer warrantyMonths,
        @Nullable Boolean featured,
        @Nullable Instant scrapedAt,
        @Nullable Money price,
        @Nullable @Size(max = ProductLimits.VARIANTS) List<@NotNull @Valid VariantRequest> variants) {

    /** @throws dev.parley.platform.problem.Problem 400 that names the wrong fields */
    ProductFacts toFacts(String marketplace, String id) {
        return new ProductFacts(
                marketplace,
                id,
                ProductParts.line(name),
                ProductParts.text(description),
                ProductParts.line(brand),
                category == null ? Category.OTHER : category,
                ProductParts.text(externalUrl),
                images == null ? List.of() : images,
                ProductParts.specifications(specifications),
                variantsOf(marketplace, id),
                Set.of(),
                Optional.of(presentation()),
                Optional.ofNullable(rating).map(RatingRequest::toRating),
                Optional.ofNullable(scrapedAt));
    }

    boolean hasVariants() {
        return price != null || (variants != null && !variants.isEmpty());
    }

    private List<VariantFacts> variantsOf(String marketplace, String id) {
        if (price == null) {
            return variants == null ? List.of() : ProductParts.variants(marketplace, variants);
        }
        List<FieldError> errors = new ArrayList<>();
        if (variants != null) {
            errors.add(new FieldError("price", "must be absent when there are variants"));
        }
        ProductParts.requirePrice("price", price, errors);
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
        return List.of(new VariantFacts(Sku.of(marketplace, id), Map.of(), price));
    }

    private Presentation presentation() {
        return new Presentation(
                ProductParts.videos(videos),
                ProductParts.lines(features),
                seo == null ? "" : ProductParts.line(seo.title()),
                seo == null ? "" : ProductParts.line(seo.description()),
                ProductParts.tags(tags),
                ProductParts.text(returnPolicy),
                ProductParts.text(shippingPolicy),
                warrantyMonths == null ? OptionalInt.empty() : OptionalInt.of(warrantyMonths),
                Boolean.TRUE.equals(featured));
    }

    /** @throws dev.parley.platform.problem.Problem 400 when a text is no slug */
    static Optional<String> slug(@Nullable String slug) {
        if (slug != null && !slug.equals(Slugs.of(slug))) {
            throw Problems.validation("slug", "must be lower-case letters and digits, joined by hyphens");
        }
        return Optional.ofNullable(slug);
    }
}
