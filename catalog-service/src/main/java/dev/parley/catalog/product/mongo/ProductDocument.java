package dev.parley.catalog.product.mongo;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.platform.WireName;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.Fields;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The document of a product. Attributes are a list: their names come from feeds and may contain characters that a field
 * name must not.
 */
final class ProductDocument {

    static final String KEY = "key";
    static final String SLUG = "slug";
    /** The SKUs of all variants, for the unique index. */
    static final String SKUS = "skus";

    private static final String NAME = "name";
    private static final String VALUE = "value";

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
                .append("category", state.category())
                .append("status", WireName.of(state.status()))
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
                .append(SKUS, product.skus().stream().map(Sku::value).toList())
                .append("createdAt", Date.from(state.createdAt()))
                .append("updatedAt", Date.from(state.updatedAt()));
    }

    private static Document write(Variant variant) {
        return new Document("variantId", variant.variantId())
                .append("sku", variant.sku().value())
                .append(
                        "attributes",
                        variant.attributes().entrySet().stream()
                                .map(a -> new Document(NAME, a.getKey()).append(VALUE, a.getValue()))
                                .toList())
                .append("price", MoneyDocument.write(variant.price()));
    }

    static Product read(Document document) {
        return Product.restore(new Product.State(
                new ProductId(Fields.text(document, "_id")),
                document.getString("marketplace"),
                document.getString("externalId"),
                document.getString(NAME),
                document.getString(SLUG),
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
                Fields.instant(document, "createdAt"),
                Fields.instant(document, "updatedAt"),
                document.getLong("version")));
    }

    private static Variant readVariant(Document document) {
        Map<String, String> attributes = new TreeMap<>();
        List<Document> stored = document.getList("attributes", Document.class);
        stored.forEach(a -> attributes.put(a.getString(NAME), a.getString(VALUE)));
        return new Variant(
                document.getString("variantId"),
                new Sku(Fields.text(document, "sku")),
                attributes,
                MoneyDocument.read(document.get("price", Document.class)));
    }
}
