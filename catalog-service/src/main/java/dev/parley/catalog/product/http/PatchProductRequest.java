package dev.parley.catalog.product.http;

import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.product.domain.Presentation;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.http.ProductParts.RatingRequest;
import dev.parley.catalog.product.http.ProductParts.SpecificationRequest;
import dev.parley.catalog.product.http.ProductParts.VariantRequest;
import dev.parley.catalog.product.http.ProductParts.VideoRequest;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.http.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch (RFC 7396) of a product: absent members stay, null removes. A list is replaced as a whole;
 * variants are matched by their SKU.
 */
@Schema(example = """
        {"name":"Nova 5 phone, 2026","slug":"nova-5-phone-2026","brand":null,"tags":["5g","phone"]}""")
public record PatchProductRequest(
        @Nullable @Text(max = ProductLimits.NAME) @PlainLine String name,
        @Nullable @Text(max = ProductLimits.SLUG) String slug,
        @Nullable Optional<@Size(max = ProductLimits.DESCRIPTION) String> description,
        @Nullable Optional<@Text(max = ProductLimits.BRAND) @PlainLine String> brand,
        @Nullable Optional<@Text(max = ProductLimits.CATEGORY) String> category,

        @Nullable
        Optional<@Text(max = ProductLimits.URL, pattern = ProductParts.URL, message = ProductParts.NO_URL) String>
                externalUrl,

        @Nullable @Size(max = ProductLimits.IMAGES)
        List<@NotNull @Text(max = ProductLimits.URL, pattern = ProductParts.URL, message = ProductParts.NO_URL) String>
                images,

        @Nullable @Size(max = ProductLimits.VIDEOS) List<@NotNull @Valid VideoRequest> videos,

        @Nullable @Size(max = ProductLimits.SPECIFICATIONS) List<@NotNull @Valid SpecificationRequest> specifications,

        @Nullable @Size(max = ProductLimits.FEATURES)
        List<@NotNull @Text(max = ProductLimits.FEATURE) @PlainLine String> features,

        @Nullable @Size(max = ProductLimits.TAGS) List<@NotNull @Text(max = ProductLimits.TAG) @PlainLine String> tags,

        @Nullable @Valid SeoChange seo,
        @Nullable @Valid RatingRequest rating,
        @Nullable Optional<@Text(max = ProductLimits.POLICY) String> returnPolicy,
        @Nullable Optional<@Text(max = ProductLimits.POLICY) String> shippingPolicy,
        @Nullable Optional<@Min(0) @Max(1200) Integer> warrantyMonths,
        @Nullable Boolean featured,
        @Nullable @Size(max = ProductLimits.VARIANTS) List<@NotNull @Valid VariantRequest> variants) {

    /** A change of the title and description for search engines. */
    public record SeoChange(
            @Nullable Optional<@Text(max = ProductLimits.META_TITLE) @PlainLine String> title,
            @Nullable Optional<@Text(max = ProductLimits.META_DESCRIPTION) @PlainLine String> description) {}

    /** The facts after the patch. */
    ProductFacts appliedTo(ProductFacts facts) {
        return new ProductFacts(
                facts.marketplace(),
                facts.externalId(),
                name == null ? facts.name() : ProductParts.line(name),
                patched(description, facts.description(), ProductParts::text),
                patched(brand, facts.brand(), ProductParts::line),
                category == null ? facts.category() : category.orElse(Category.OTHER),
                patched(externalUrl, facts.externalUrl(), ProductParts::text),
                images == null ? facts.images() : images,
                specifications == null ? facts.specifications() : ProductParts.specifications(specifications),
                variants == null ? facts.variants() : ProductParts.variants(facts.marketplace(), variants),
                Set.of(),
                facts.presentation().map(this::appliedTo),
                rating == null ? facts.rating() : Optional.of(rating.toRating()),
                Optional.empty());
    }

    private Presentation appliedTo(Presentation shown) {
        return new Presentation(
                videos == null ? shown.videos() : ProductParts.videos(videos),
                features == null ? shown.features() : ProductParts.lines(features),
                seo == null ? shown.metaTitle() : patched(seo.title(), shown.metaTitle(), ProductParts::line),
                seo == null
                        ? shown.metaDescription()
                        : patched(seo.description(), shown.metaDescription(), ProductParts::line),
                tags == null ? shown.tags() : ProductParts.tags(tags),
                patched(returnPolicy, shown.returnPolicy(), ProductParts::text),
                patched(shippingPolicy, shown.shippingPolicy(), ProductParts::text),
                warrantyMonths == null
                        ? shown.warrantyMonths()
                        : warrantyMonths.map(OptionalInt::of).orElse(OptionalInt.empty()),
                featured == null ? shown.featured() : featured);
    }

    private static String patched(
            @Nullable Optional<String> patch, String before, Function<@Nullable String, String> form) {
        return patch == null ? before : form.apply(patch.orElse(null));
    }
}
