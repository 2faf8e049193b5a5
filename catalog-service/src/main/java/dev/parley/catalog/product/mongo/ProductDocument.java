package dev.parley.catalog.product.mongo;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Presentation;
import dev.parley.catalog.product.domain.PriceTrack;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Rating;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.WireName;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.Fields;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * The document of a product. Attributes are a list: their names come from feeds and may contain characters that a field
 * name must not.
 */
final class ProductDocument {

    static final String KEY = "key";
    static final String SLUG = "slug";
    /** The SKUs of all variants, for the unique index. */
    static final String SKUS = "skus";
    /** The time of the last change of a product that expects variants; absent when it expects none. */
    static final String EXPECTING_SINCE = "expectingSince";

    private static final String NAME = "name";
    private static final String VALUE = "value";
    private static final String ARRIVING = "arriving";

    static final String CATEGORY = "category";
    static final String STATUS = "status";
    static final String OLD_SLUGS = "oldSlugs";
    static final String SCRAPED_AT = "scrapedAt";
    static final String DELETED_AT = "deletedAt";

    private ProductDocument() {}

    static Document write(Product product) {
        Product.State state = product.state();
        return new Document("_id", state.id().value())
                .append(KEY, product.key())
                .append("marketplace", state.marketplace())
                .append("externalId", state.externalId())
                .append(NAME, state.name())
                .append(SLUG, state.slug())
                .append("description", state.description())
                .append("brand", state.brand())
                .append(CATEGORY, state.category())
                .append(STATUS, WireName.of(state.status()))
                .append("externalUrl", state.externalUrl())
                .append("images", state.images())
                .append(
                        "specifications",
                        state.specifications().stream()
                                .map(s -> new Document("section", s.section())
                                        .append(NAME, s.name())
                                        .append(VALUE, s.value()))
                                .toList())
                .append(
                        "variants",
                        state.variants().stream().map(ProductDocument::write).toList())
                .append(SKUS, skus(product))
                .append(
                        ARRIVING,
                        nonEmpty(state.arriving().stream()
                                .map(ProductDocument::write)
                                .toList()))
                .append(EXPECTING_SINCE, state.arriving().isEmpty() ? null : Date.from(state.updatedAt()))
                .append(OLD_SLUGS, nonEmpty(state.oldSlugs()))
                .append("presentation", write(state.presentation()))
                .append("rating", write(state.rating()))
                .append(SCRAPED_AT, Fields.date(state.scrapedAt()))
                .append(DELETED_AT, Fields.date(state.deletedAt()))
                .append("createdAt", Date.from(state.createdAt()))
                .append("updatedAt", Date.from(state.updatedAt()));
    }

    /**
     * The index is not sparse, and servers treat empty arrays in it differently: a product without variants has an
     * entry that is no SKU, because no SKU begins with a blank.
     */
    private static List<String> skus(Product product) {
        return product.variants().isEmpty()
                ? List.of(" " + product.id())
                : product.skus().stream().map(Sku::value).toList();
    }

    private static Document write(Variant variant) {
        return Fields.withoutNulls(new Document("variantId", variant.variantId())
                .append("sku", variant.sku().value())
                .append(
                        "attributes",
                        variant.attributes().entrySet().stream()
                                .map(a -> new Document(NAME, a.getKey()).append(VALUE, a.getValue()))
                                .toList())
                .append("price", MoneyDocument.write(variant.price()))
                .append("title", optional(variant.facts().title()))
                .append("link", optional(variant.facts().link()))
                .append("image", optional(variant.facts().image()))
                .append("priceSince", Fields.date(variant.prices().since()))
                .append(
                        "reducedFrom",
                        variant.prices().reducedFrom().map(MoneyDocument::write).orElse(null))
                .append(
                        "pastPrices",
                        nonEmpty(variant.prices().past().stream()
                                .map(past -> new Document("price", MoneyDocument.write(past.price()))
                                        .append("until", Date.from(past.until())))
                                .toList()))
                .append("moves", variant.moves() == 0 ? null : variant.moves()));
    }

    private static @Nullable Document write(Presentation presentation) {
        return presentation.equals(Presentation.NONE)
                ? null
                : Fields.withoutNulls(new Document(
                                "videos",
                                nonEmpty(presentation.videos().stream()
                                        .map(video -> Fields.withoutNulls(new Document("url", video.url())
                                                .append("thumbnail", optional(video.thumbnail()))))
                                        .toList()))
                        .append("features", nonEmpty(presentation.features()))
                        .append("metaTitle", optional(presentation.metaTitle()))
                        .append("metaDescription", optional(presentation.metaDescription()))
                        .append("tags", nonEmpty(presentation.tags()))
                        .append("returnPolicy", optional(presentation.returnPolicy()))
                        .append("shippingPolicy", optional(presentation.shippingPolicy()))
                        .append(
                                "warrantyMonths",
                                presentation.warrantyMonths().isPresent()
                                        ? presentation.warrantyMonths().getAsInt()
                                        : null)
                        .append("featured", presentation.featured()));
    }

    private static Presentation readPresentation(Document document) {
        Integer warranty = document.getInteger("warrantyMonths");
        return new Presentation(
                document.getList("videos", Document.class, List.of()).stream()
                        .map(video -> new Presentation.Video(Fields.text(video, "url"), video.get("thumbnail", "")))
                        .toList(),
                document.getList("features", String.class, List.of()),
                document.get("metaTitle", ""),
                document.get("metaDescription", ""),
                document.getList("tags", String.class, List.of()),
                document.get("returnPolicy", ""),
                document.get("shippingPolicy", ""),
                warranty == null ? OptionalInt.empty() : OptionalInt.of(warranty),
                document.getBoolean("featured", false));
    }

    private static @Nullable Document write(@Nullable Rating rating) {
        return rating == null
                ? null
                : new Document("average", new Decimal128(rating.average())).append("count", rating.count());
    }

    private static @Nullable Rating readRating(@Nullable Document document) {
        return document == null
                ? null
                : new Rating(document.get("average", Decimal128.class).bigDecimalValue(), document.getInteger("count"));
    }

    private static <T> @Nullable List<T> nonEmpty(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }

    static Product read(Document document) {
        return Product.restore(new Product.State(
                new ProductId(Fields.text(document, "_id")),
                document.getString("marketplace"),
                document.getString("externalId"),
                document.getString(NAME),
                document.getString(SLUG),
                document.getList(OLD_SLUGS, String.class, List.of()),
                document.getString("description"),
                document.getString("brand"),
                document.getString("category"),
                WireName.read(ProductStatus.class, Fields.text(document, "status")),
                document.getString("externalUrl"),
                document.getList("images", String.class),
                document.getList("specifications", Document.class).stream()
                        .map(s -> new Specification(s.getString("section"), s.getString(NAME), s.getString(VALUE)))
                        .toList(),
                document.getList("variants", Document.class).stream()
                        .map(ProductDocument::readVariant)
                        .toList(),
                document.getList(ARRIVING, Document.class, List.of()).stream()
                        .map(ProductDocument::readVariant)
                        .toList(),
                readPresentation(document.get("presentation", new Document())),
                readRating(document.get("rating", Document.class)),
                Fields.optionalInstant(document, SCRAPED_AT).orElse(null),
                Fields.optionalInstant(document, DELETED_AT).orElse(null),
                Fields.instant(document, "createdAt"),
                Fields.instant(document, "updatedAt"),
                document.getLong("version")));
    }

    private static Variant readVariant(Document document) {
        Map<String, String> attributes = new TreeMap<>();
        List<Document> stored = document.getList("attributes", Document.class);
        stored.forEach(a -> attributes.put(a.getString(NAME), a.getString(VALUE)));
        return new Variant(
                Fields.text(document, "variantId"),
                document.getInteger("moves", 0),
                new VariantFacts(
                        new Sku(Fields.text(document, "sku")),
                        attributes,
                        MoneyDocument.read(document.get("price", Document.class)),
                        document.get("title", ""),
                        document.get("link", ""),
                        document.get("image", "")),
                new PriceTrack(
                        document.getDate("priceSince") == null ? null : Fields.instant(document, "priceSince"),
                        Optional.ofNullable(document.get("reducedFrom", Document.class))
                                .map(MoneyDocument::read),
                        document.getList("pastPrices", Document.class, List.of()).stream()
                                .map(past -> new PriceTrack.Past(
                                        MoneyDocument.read(past.get("price", Document.class)),
                                        Fields.instant(past, "until")))
                                .toList()));
    }
}
