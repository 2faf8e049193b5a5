package dev.parley.catalog.search.lucene;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.search.engine.backend.types.Aggregable;
import org.hibernate.search.engine.backend.types.ObjectStructure;
import org.hibernate.search.engine.backend.types.Sortable;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.DocumentId;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.FullTextField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.GenericField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.Indexed;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.IndexedEmbedded;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.KeywordField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.ScaledNumberField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.SearchEntity;

/** The index document of a product. Filter values are lower case; facet values keep their case. */
@SearchEntity
@Indexed(index = "products")
public final class IndexedProduct {

    static final String TEXT = "english";
    static final String PAIR = "=";

    private static final int SCALE = 3;
    private static final int LONGEST_FACET = 40;
    /** Identifying attributes, which make no useful facets. */
    private static final Set<String> NO_FACETS = Set.of("gtin", "mpn");

    @DocumentId
    final String id;

    @FullTextField(analyzer = TEXT)
    final String name;

    @KeywordField(sortable = Sortable.YES)
    final String nameKey;

    @FullTextField(analyzer = TEXT)
    final String brand;

    @KeywordField
    final String brandKey;

    @KeywordField(aggregable = Aggregable.YES)
    final String brandFacet;

    /** The last segment of the category's path: the kind of product. */
    @FullTextField(analyzer = TEXT)
    final String kind;

    @FullTextField(analyzer = TEXT)
    final String categoryText;

    /** The category and its ancestors, as paths and as last segments. */
    @KeywordField
    final Set<String> categoryKeys;

    @KeywordField(aggregable = Aggregable.YES)
    final String categoryFacet;

    @KeywordField(aggregable = Aggregable.YES)
    final String marketplace;

    @FullTextField(analyzer = TEXT)
    final String attributes;

    @FullTextField(analyzer = TEXT)
    final String description;

    @FullTextField(analyzer = TEXT)
    final String specifications;

    @KeywordField(aggregable = Aggregable.YES)
    final Set<String> attributeFacets;

    @KeywordField
    final String currency;

    @ScaledNumberField(decimalScale = SCALE, sortable = Sortable.YES)
    final BigDecimal lowestPrice;

    @GenericField(sortable = Sortable.YES)
    final Instant createdAt;

    @IndexedEmbedded(structure = ObjectStructure.NESTED)
    final List<IndexedVariant> variants;

    /** A variant: all variant conditions of a query must match the same one. */
    public static final class IndexedVariant {

        @KeywordField
        final Set<String> attributeKeys;

        @ScaledNumberField(decimalScale = SCALE)
        final BigDecimal price;

        @GenericField
        final boolean inStock;

        IndexedVariant(Variant variant, boolean inStock) {
            this.attributeKeys = variant.attributes().entrySet().stream()
                    .flatMap(a -> values(a.getValue()).map(value -> key(a.getKey(), value)))
                    .collect(Collectors.toSet());
            this.price = variant.price().getAmount();
            this.inStock = inStock;
        }

        /** {@code Black,Silver} is both, and itself. */
        private static Stream<String> values(String value) {
            return Stream.concat(Stream.of(value), Arrays.stream(value.split("[,/]")));
        }
    }

    IndexedProduct(Product product, Map<Sku, StockLevel> stocks) {
        Product.State p = product.state();
        this.id = p.id().value();
        this.name = p.name();
        this.nameKey = lower(p.name());
        this.brand = p.brand();
        this.brandKey = lower(p.brand());
        this.brandFacet = p.brand();
        String[] path = p.category().split("/");
        this.kind = words(path[path.length - 1]);
        this.categoryText = words(p.category());
        this.categoryKeys = categoryKeys(path);
        this.categoryFacet = p.category();
        this.marketplace = p.marketplace();
        this.attributes = p.variants().stream()
                .flatMap(v -> v.attributes().values().stream())
                .distinct()
                .collect(Collectors.joining(" . "));
        this.description = p.description();
        this.specifications =
                p.specifications().stream().map(Specification::value).collect(Collectors.joining(" . "));
        this.attributeFacets = p.variants().stream()
                .flatMap(v -> v.attributes().entrySet().stream())
                .filter(a -> !NO_FACETS.contains(a.getKey()) && a.getValue().length() <= LONGEST_FACET)
                .map(a -> a.getKey() + PAIR + a.getValue())
                .collect(Collectors.toSet());
        this.currency = product.price().getCurrencyUnit().getCode();
        this.lowestPrice = product.price().getAmount();
        this.createdAt = p.createdAt();
        this.variants = p.variants().stream()
                .map(v -> new IndexedVariant(
                        v, stocks.containsKey(v.sku()) && stocks.get(v.sku()).available() > 0))
                .toList();
    }

    static String key(String attribute, String value) {
        return lower(attribute) + PAIR + lower(value);
    }

    static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Set<String> categoryKeys(String[] path) {
        Set<String> keys = new LinkedHashSet<>();
        StringBuilder whole = new StringBuilder();
        for (String part : path) {
            whole.append(whole.isEmpty() ? "" : "/").append(part);
            keys.add(whole.toString());
            keys.add(part);
        }
        return keys;
    }

    private static String words(String slugs) {
        return slugs.replace('/', ' ').replace('-', ' ');
    }
}
