package dev.parley.catalog.search.lucene;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.search.domain.FacetValues;
import dev.parley.catalog.search.domain.SearchText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.search.engine.backend.analysis.AnalyzerNames;
import org.hibernate.search.engine.backend.types.Aggregable;
import org.hibernate.search.engine.backend.types.ObjectStructure;
import org.hibernate.search.engine.backend.types.Projectable;
import org.hibernate.search.engine.backend.types.Sortable;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.DocumentId;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.FullTextField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.GenericField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.Indexed;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.IndexedEmbedded;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.KeywordField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.ScaledNumberField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.SearchEntity;

/** The index document of a product. Values of filters and facets are in the form of {@link FacetValues}. */
@SearchEntity
@Indexed(index = "products")
public final class IndexedProduct {

    /** Text is indexed as the terms that {@link SearchText} makes of it, so that the engine only splits at blanks. */
    static final String TEXT = AnalyzerNames.WHITESPACE;

    static final String PAIR = "=";

    private static final int SCALE = 3;
    private static final int LONGEST_FACET = 40;
    /** Identifying attributes, which make no useful facets. */
    private static final Set<String> CODES = Set.of("gtin", "mpn");

    private static final Set<String> YES = Set.of("yes", "true");
    private static final Set<String> NO = Set.of("no", "false");

    @DocumentId
    final String id;

    /** The product's version, to compare the index with the database. */
    @GenericField(projectable = Projectable.YES)
    final long version;

    @FullTextField(analyzer = TEXT)
    final String name;

    @KeywordField(sortable = Sortable.YES)
    final String nameKey;

    @FullTextField(analyzer = TEXT)
    final String brand;

    @KeywordField(aggregable = Aggregable.YES)
    final String brandKey;

    /** The last segment of the category's path: the kind of product. */
    @FullTextField(analyzer = TEXT)
    final String kind;

    @FullTextField(analyzer = TEXT)
    final String categoryText;

    /** The category and its ancestors, as paths and as last segments. */
    @KeywordField
    final Set<String> categoryKeys;

    /** The category and its ancestors, as paths. */
    @KeywordField(aggregable = Aggregable.YES)
    final Set<String> categoryPaths;

    @KeywordField(aggregable = Aggregable.YES)
    final String marketplace;

    @FullTextField(analyzer = TEXT)
    final String attributes;

    /** SKUs, MPNs, GTINs and the marketplace's id, whole and in parts. */
    @FullTextField(analyzer = TEXT)
    final String codes;

    @FullTextField(analyzer = TEXT)
    final String description;

    @FullTextField(analyzer = TEXT)
    final String specifications;

    /** Other searchable forms of the words: joined words, measures. */
    @FullTextField(analyzer = TEXT)
    final String forms;

    /** The words of name, brand, category and attributes as spelled, for corrections and suggestions. */
    @FullTextField(analyzer = TEXT)
    final String spelled;

    /** The attributes of all variants, {@code color=black}. */
    @KeywordField(aggregable = Aggregable.YES)
    final Set<String> attributeFacets;

    /** How values of facets are spelled, see {@link Spellings}. */
    @KeywordField
    final Set<String> spellings;

    @KeywordField
    final String currency;

    @ScaledNumberField(decimalScale = SCALE, sortable = Sortable.YES)
    final BigDecimal lowestPrice;

    @GenericField(sortable = Sortable.YES)
    final Instant createdAt;

    /** Quantities are no part of the index, only whether there are any. */
    @KeywordField
    final Set<String> inStockSkus;

    @IndexedEmbedded(structure = ObjectStructure.NESTED)
    final List<IndexedVariant> variants;

    /** A variant: all variant conditions of a query must match the same one. */
    public static final class IndexedVariant {

        /** All values, for filters. */
        @KeywordField
        final Set<String> attributeKeys;

        /** The values that facets show. */
        @KeywordField(aggregable = Aggregable.YES)
        final Set<String> attributeFacets;

        @ScaledNumberField(decimalScale = SCALE)
        final BigDecimal price;

        @GenericField
        final boolean inStock;

        IndexedVariant(Variant variant, boolean inStock) {
            this.attributeFacets = facets(variant)
                    .map(value -> key(value.attribute(), value.value()))
                    .collect(Collectors.toSet());
            this.attributeKeys = Stream.concat(
                            attributeFacets.stream(),
                            variant.attributes().entrySet().stream().map(a -> key(a.getKey(), a.getValue())))
                    .collect(Collectors.toSet());
            this.price = variant.price().getAmount();
            this.inStock = inStock;
        }
    }

    private record FacetValue(String attribute, String value) {}

    private static Stream<FacetValue> facets(Variant variant) {
        return variant.attributes().entrySet().stream()
                .filter(a -> !CODES.contains(a.getKey()) && a.getValue().length() <= LONGEST_FACET)
                .flatMap(a -> FacetValues.of(a.getValue()).stream().map(value -> new FacetValue(a.getKey(), value)));
    }

    IndexedProduct(Product product, Map<Sku, StockLevel> stocks) {
        Product.State p = product.state();
        this.id = p.id().value();
        this.version = p.version();
        SearchText title = SearchText.of(p.name());
        SearchText maker = SearchText.of(p.brand());
        String[] path = p.category().split("/");
        SearchText kinds = SearchText.of(words(path[path.length - 1]));
        SearchText category = SearchText.of(words(p.category()));
        SearchText options = SearchText.of(p.variants().stream()
                .flatMap(v -> v.attributes().entrySet().stream())
                .filter(a -> !CODES.contains(a.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .collect(Collectors.joining(" . ")));
        List<SearchText> identifiers = identifiers(p).map(SearchText::of).toList();
        SearchText details = SearchText.of(p.description());
        SearchText data = SearchText.of(
                p.specifications().stream().map(IndexedProduct::text).collect(Collectors.joining(" . ")));
        this.name = text(title.terms());
        this.nameKey = lower(p.name());
        this.brand = text(maker.terms());
        this.brandKey = FacetValues.key(p.brand());
        this.kind = text(kinds.terms());
        this.categoryText = text(category.terms());
        this.categoryPaths = paths(path);
        this.categoryKeys =
                Stream.concat(categoryPaths.stream(), Stream.of(path)).collect(Collectors.toSet());
        this.marketplace = p.marketplace();
        this.attributes = text(options.terms());
        this.codes = text(identifiers.stream()
                .flatMap(code ->
                        Stream.of(code.terms(), code.forms(), code.neighbors()).flatMap(Function.identity()))
                .distinct());
        this.description = text(details.terms());
        this.specifications = text(data.terms());
        this.forms = text(Stream.concat(
                        title.neighbors(),
                        Stream.of(title, maker, category, options, details, data)
                                .flatMap(SearchText::forms))
                .distinct());
        this.spelled = text(Stream.of(title, maker, category, options)
                .flatMap(SearchText::spelled)
                .distinct());
        this.attributeFacets = p.variants().stream()
                .flatMap(IndexedProduct::facets)
                .map(a -> key(a.attribute(), a.value()))
                .collect(Collectors.toSet());
        this.spellings = Stream.concat(
                        Stream.of(Spellings.entry(brandKey, p.brand())),
                        p.variants().stream()
                                .flatMap(IndexedProduct::facets)
                                .map(a -> Spellings.entry(
                                        key(a.attribute(), a.value()), a.attribute() + PAIR + a.value())))
                .collect(Collectors.toSet());
        this.currency = product.price().getCurrencyUnit().getCode();
        this.lowestPrice = product.price().getAmount();
        this.createdAt = p.createdAt();
        this.inStockSkus = p.variants().stream()
                .map(Variant::sku)
                .filter(sku -> stocks.containsKey(sku) && stocks.get(sku).available() > 0)
                .map(Sku::value)
                .collect(Collectors.toSet());
        this.variants = p.variants().stream()
                .map(v -> new IndexedVariant(v, inStockSkus.contains(v.sku().value())))
                .toList();
    }

    static String key(String attribute, String value) {
        return FacetValues.key(attribute) + PAIR + FacetValues.key(value);
    }

    static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Set<String> paths(String[] segments) {
        Set<String> paths = new LinkedHashSet<>();
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append(path.isEmpty() ? "" : "/").append(segment);
            paths.add(path.toString());
        }
        return paths;
    }

    private static Stream<String> identifiers(Product.State p) {
        return Stream.concat(
                        Stream.of(p.externalId()),
                        p.variants().stream()
                                .flatMap(v -> Stream.concat(
                                        Stream.of(v.sku().value()),
                                        CODES.stream().map(v.attributes()::get).filter(Objects::nonNull))))
                .distinct();
    }

    /** A feature that a product has is found by its name, one that it lacks is not. */
    private static String text(Specification specification) {
        String value = lower(specification.value());
        return NO.contains(value)
                ? ""
                : YES.contains(value) ? specification.name() : specification.name() + " " + specification.value();
    }

    private static String text(Stream<String> terms) {
        return terms.collect(Collectors.joining(" "));
    }

    private static String words(String slugs) {
        return slugs.replace('/', ' ').replace('-', ' ');
    }
}
