package dev.parley.catalog.product.http;

import static dev.parley.catalog.product.domain.ProductLimits.ATTRIBUTE;
import static dev.parley.catalog.product.domain.ProductLimits.ATTRIBUTES;
import static dev.parley.catalog.product.domain.ProductLimits.ATTRIBUTE_NAME;

import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Gtin;
import dev.parley.catalog.product.domain.Presentation;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.Rating;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.http.Text;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.text.TypedText;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The parts of requests that create or change a product. */
final class ProductParts {

    static final String URL = "https?://[^\\s/?#@]+([/?#]\\S*)?";
    static final String NO_URL = "must be an http or https URL";
    private static final String GTIN = "gtin";

    private ProductParts() {}

    /**
     * A variant. In another marketplace than the shop's own, the SKU is the variant's id there; its prefix may be
     * omitted.
     *
     * @param title its title, if it differs from the product's name; likewise link and image
     */
    @Schema(example = """
            {"sku":"PHONE-1","attributes":{"color":"black","gtin":"4006381333931"},"price":{"amount":"299.00","currency":"USD"}}""")
    public record VariantRequest(
            @NotNull @Text(max = ProductLimits.ID) @PlainLine
            String sku,

            @Nullable @Text(max = ProductLimits.NAME) @PlainLine
            String title,

            @Nullable @Size(max = ATTRIBUTES)
            Map<@Text(max = ATTRIBUTE_NAME) @PlainLine String, @Text(max = ATTRIBUTE) @PlainLine String> attributes,

            @NotNull Money price,

            @Nullable @Text(max = ProductLimits.URL, pattern = URL, message = NO_URL)
            String link,

            @Nullable @Text(max = ProductLimits.URL, pattern = URL, message = NO_URL)
            String image) {

        private VariantFacts toFacts(String marketplace) {
            Map<String, String> normalized = new TreeMap<>();
            if (attributes != null) {
                attributes.forEach(
                        (name, value) -> normalized.put(TypedText.normalized(name), TypedText.normalized(value)));
            }
            return new VariantFacts(skuIn(marketplace, sku), normalized, price, line(title), text(link), text(image));
        }
    }

    /** A line of the data sheet. */
    @Schema(example = """
            {"section":"Display","name":"Size","value":"6.1 in"}""")
    public record SpecificationRequest(
            @Nullable @Text(max = ProductLimits.SPECIFICATION_NAME) @PlainLine
            String section,

            @NotNull @Text(max = ProductLimits.SPECIFICATION_NAME) @PlainLine
            String name,

            @NotNull @Text(max = ProductLimits.SPECIFICATION)
            String value) {}

    /** @param thumbnail the URL of a still image */
    @Schema(example = """
            {"url":"https://shop.example/videos/nova-5.mp4"}""")
    public record VideoRequest(
            @NotNull @Text(max = ProductLimits.URL, pattern = URL, message = NO_URL)
            String url,

            @Nullable @Text(max = ProductLimits.URL, pattern = URL, message = NO_URL)
            String thumbnail) {}

    /** The rating in its marketplace. */
    @Schema(example = """
            {"average":4.5,"count":127}""")
    public record RatingRequest(
            @NotNull @DecimalMin("0") @DecimalMax("5") @Digits(integer = 1, fraction = 2)
            BigDecimal average,

            @NotNull @Min(0) Integer count) {

        Rating toRating() {
            return new Rating(average, count);
        }
    }

    /** Title and description for search engines. */
    @Schema(example = """
            {"title":"Nova 5 phone: two days of battery"}""")
    public record SeoRequest(
            @Nullable @Text(max = ProductLimits.META_TITLE) @PlainLine
            String title,

            @Nullable @Text(max = ProductLimits.META_DESCRIPTION) @PlainLine
            String description) {}

    /** @throws dev.parley.platform.problem.Problem 400 that names every wrong field */
    static List<VariantFacts> variants(String marketplace, List<VariantRequest> requests) {
        List<FieldError> errors = new ArrayList<>();
        Set<Sku> skus = new HashSet<>();
        Set<CurrencyUnit> currencies = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            VariantRequest variant = requests.get(i);
            String place = "variants[" + i + "].";
            if (!ProductLimits.isId(variant.sku())) {
                errors.add(new FieldError(place + "sku", "must not be . or .., nor begin or end with a blank"));
            }
            if (!skus.add(skuIn(marketplace, variant.sku()))) {
                errors.add(new FieldError(place + "sku", "is the SKU of another variant of this product"));
            }
            requirePrice(place + "price", variant.price(), errors);
            currencies.add(variant.price().getCurrencyUnit());
            String gtin =
                    variant.attributes() == null ? null : variant.attributes().get(GTIN);
            if (gtin != null && !Gtin.isValid(gtin)) {
                errors.add(new FieldError(
                        place + "attributes." + GTIN, "must be 8, 12, 13 or 14 digits with the right check digit"));
            }
        }
        if (currencies.size() > 1) {
            errors.add(new FieldError("variants", "must have one currency"));
        }
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
        return requests.stream().map(variant -> variant.toFacts(marketplace)).toList();
    }

    static void requirePrice(String place, Money price, List<FieldError> errors) {
        if (!price.isPositive()) {
            errors.add(new FieldError(place, "must be above zero"));
        }
    }

    /** A SKU that has the prefix of its marketplace already is one of this service's own answers. */
    private static Sku skuIn(String marketplace, String sku) {
        return sku.startsWith(marketplace + ":") ? new Sku(sku) : Sku.of(marketplace, sku);
    }

    static List<Specification> specifications(@Nullable List<SpecificationRequest> requests) {
        return requests == null
                ? List.of()
                : requests.stream()
                        .map(s -> new Specification(line(s.section()), line(s.name()), s.value()))
                        .toList();
    }

    static List<Presentation.Video> videos(@Nullable List<VideoRequest> requests) {
        return requests == null
                ? List.of()
                : requests.stream()
                        .map(video -> new Presentation.Video(video.url(), text(video.thumbnail())))
                        .toList();
    }

    static List<String> lines(@Nullable List<String> lines) {
        return lines == null
                ? List.of()
                : lines.stream().map(TypedText::normalized).toList();
    }

    static List<String> tags(@Nullable List<String> tags) {
        return lines(tags).stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Normalized; empty when absent. */
    static String line(@Nullable String line) {
        return line == null ? "" : TypedText.normalized(line);
    }

    /** Empty when absent. */
    static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
