package dev.parley.catalog.search.lucene;

import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.domain.FacetValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;

/**
 * The filters of a query.
 *
 * @param byField the accepted values by index field
 * @param attributes the accepted values by attribute, in the form of the index
 */
record Filters(
        Map<String, List<String>> byField,
        Map<String, List<String>> attributes,
        Optional<BigDecimal> minPrice,
        Optional<BigDecimal> maxPrice,
        Optional<String> currency,
        boolean inStock) {

    static Filters of(ProductQuery query) {
        Map<String, List<String>> byField = new TreeMap<>();
        put(byField, "categoryKeys", query.categories());
        put(byField, "brandKey", query.brands());
        put(byField, "marketplace", query.marketplaces());
        Map<String, List<String>> attributes = new TreeMap<>();
        query.attributes()
                .forEach((name, values) -> attributes.put(
                        FacetValues.key(name),
                        values.stream()
                                .map(value -> IndexedProduct.key(name, value))
                                .toList()));
        return new Filters(byField, attributes, query.minPrice(), query.maxPrice(), query.currency(), query.inStock());
    }

    /** The same without that of a field. */
    Filters withoutField(String field) {
        Map<String, List<String>> others = new TreeMap<>(byField);
        others.remove(field);
        return new Filters(others, attributes, minPrice, maxPrice, currency, inStock);
    }

    /** The same without that of an attribute. */
    Filters withoutAttribute(String name) {
        Map<String, List<String>> others = new TreeMap<>(attributes);
        others.remove(name);
        return new Filters(byField, others, minPrice, maxPrice, currency, inStock);
    }

    PredicateFinalStep toPredicate(SearchPredicateFactory f) {
        var all = f.bool().filter(f.matchAll());
        byField.forEach((field, values) -> all.filter(f.terms().field(field).matchingAny(values)));
        currency.ifPresent(unit -> all.filter(f.match().field("currency").matching(unit)));
        if (narrowsVariants()) {
            all.filter(f.nested("variants").add(variant(f)));
        }
        return all;
    }

    /** Whether one variant must meet conditions. */
    boolean narrowsVariants() {
        return inStock || minPrice.isPresent() || maxPrice.isPresent() || !attributes.isEmpty();
    }

    /** The conditions that one and the same variant must meet. */
    PredicateFinalStep variant(SearchPredicateFactory f) {
        var all = f.bool().filter(f.matchAll());
        if (inStock) {
            all.filter(f.match().field("variants.inStock").matching(true));
        }
        minPrice.ifPresent(min -> all.filter(f.range().field("variants.price").atLeast(min)));
        maxPrice.ifPresent(max -> all.filter(f.range().field("variants.price").atMost(max)));
        attributes
                .values()
                .forEach(keys ->
                        all.filter(f.terms().field("variants.attributeKeys").matchingAny(keys)));
        return all;
    }

    private static void put(Map<String, List<String>> byField, String field, List<String> values) {
        if (!values.isEmpty()) {
            byField.put(field, values.stream().map(FacetValues::key).toList());
        }
    }
}
