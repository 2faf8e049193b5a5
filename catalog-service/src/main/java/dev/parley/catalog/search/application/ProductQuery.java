package dev.parley.catalog.search.application;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The criteria of a product search. Values are compared case-insensitively; of several values of one filter, one must
 * match.
 *
 * @param text words that a product must all contain; empty for any product
 * @param categories slug paths of a category or of an ancestor, or last segments of one
 * @param attributes one variant must have all of them, and also match price and stock
 * @param currency the currency of the products' prices; required with price limits and when sorting by price
 * @param page counted from 1
 */
public record ProductQuery(
        String text,
        List<String> categories,
        List<String> brands,
        List<String> marketplaces,
        Optional<BigDecimal> minPrice,
        Optional<BigDecimal> maxPrice,
        Optional<String> currency,
        boolean inStock,
        Map<String, List<String>> attributes,
        Sort sort,
        int page,
        int size) {

    /** The sort order of results. */
    public enum Sort {
        RELEVANCE("relevance"),
        CHEAPEST("price"),
        DEAREST("-price"),
        NEWEST("newest"),
        NAME("name");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        public static Optional<Sort> of(String word) {
            for (Sort sort : values()) {
                if (sort.word.equals(word)) {
                    return Optional.of(sort);
                }
            }
            return Optional.empty();
        }
    }

    /** The filters as text by name, for telemetry. */
    public Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        put(filters, "category", categories);
        put(filters, "brand", brands);
        put(filters, "marketplace", marketplaces);
        minPrice.ifPresent(value -> filters.put("minPrice", value.toPlainString()));
        maxPrice.ifPresent(value -> filters.put("maxPrice", value.toPlainString()));
        currency.ifPresent(value -> filters.put("currency", value));
        if (inStock) {
            filters.put("inStock", "true");
        }
        attributes.forEach((name, values) -> put(filters, "attributes." + name, values));
        return filters;
    }

    /** Whether the order of results depends on prices. */
    public boolean isByPrice() {
        return sort == Sort.CHEAPEST || sort == Sort.DEAREST;
    }

    private static void put(Map<String, String> filters, String name, List<String> values) {
        if (!values.isEmpty()) {
            filters.put(name, String.join(", ", values));
        }
    }
}
