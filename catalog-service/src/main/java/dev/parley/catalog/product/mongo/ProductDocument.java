package dev.parley.catalog.product.mongo;

import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.platform.money.MoneyDocument;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * A product as it is stored. Attributes are a list: their names come from feeds and may hold what a field name must
 * not.
 */
final class ProductDocument {

    static final String KEY = "key";
    static final String SLUG = "slug";
    /** The SKUs of all variants, for the index that keeps each with one product. */
    static final String SKUS = "skus";

    private static final String NAME = "name";
    private static final String VALUE = "value";

    private ProductDocument() {}

    static Document write(Product product) {
        Product.State state = product.state();
        return new Document("_id", state.id())
                .append(KEY, state.key())
                .append("marketplace", state.marketplace())
                .append("externalId", state.externalId())
                .append(NAME, state.name())
                .append(SLUG, state.slug())
                .append("description", state.description())
                .append("brand", state.brand())
                .append("category", state.category())
                .append("status", state.status().word())
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
                .append(SKUS, product.skus())
                .append("createdAt", Date.from(state.createdAt()))
                .append("updatedAt", Date.from(state.updatedAt()));
    }

    private static Document write(Variant variant) {
        return new Document("variantId", variant.variantId())
                .append("sku", variant.sku())
                .append(
                        "attributes",
                        variant.attributes().entrySet().stream()
                                .map(a -> new Document(NAME, a.getKey()).append(VALUE, a.getValue()))
                                .toList())
                .append("price", MoneyDocument.write(variant.price()));
    }

    static Product read(Document document) {
        return Product.of(new Product.State(
                document.getString("_id"),
                document.getString("marketplace"),
                document.getString("externalId"),
                document.getString(NAME),
                document.getString(SLUG),
                document.getString("description"),
                document.getString("brand"),
                document.getString("category"),
                ProductStatus.of(document.getString("status")),
                document.getString("externalUrl"),
                document.getList("images", String.class),
                document.getList("specifications", Document.class).stream()
                        .map(s -> new Specification(s.getString("section"), s.getString(NAME), s.getString(VALUE)))
                        .toList(),
                document.getList("variants", Document.class).stream()
                        .map(ProductDocument::readVariant)
                        .toList(),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                document.getLong("version")));
    }

    private static Variant readVariant(Document document) {
        Map<String, String> attributes = new TreeMap<>();
        List<Document> stored = document.getList("attributes", Document.class);
        stored.forEach(a -> attributes.put(a.getString(NAME), a.getString(VALUE)));
        return new Variant(
                document.getString("variantId"),
                document.getString("sku"),
                attributes,
                MoneyDocument.read(document.get("price", Document.class)));
    }
}
