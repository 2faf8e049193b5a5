package dev.parley.catalog.search.application;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The criteria of a product search. Text is compared case-insensitively.
 *
 * @param text words that a product must all contain; empty for any product
 * @param category slug path of a category or of an ancestor, or the last segment of one
 * @param attributes one variant must have all of them, and also match price and stock
 * @param currency the currency of the price limits
 * @param page counted from 1
 */
public record ProductQuery(
        String text,
        Optional<String> category,
        Optional<String> brand,
        Optional<String> marketplace,
        Optional<BigDecimal> minPrice,
        Optional<BigDecimal> maxPrice,
        Optional<String> currency,
        boolean inStock,
        Map<String, String> attributes,
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
        category.ifPresent(value -> filters.put("category", value));
        brand.ifPresent(value -> filters.put("brand", value));
        marketplace.ifPresent(value -> filters.put("marketplace", value));
        minPrice.ifPresent(value -> filters.put("minPrice", value.toPlainString()));
        maxPrice.ifPresent(value -> filters.put("maxPrice", value.toPlainString()));
        currency.ifPresent(value -> filters.put("currency", value));
        if (inStock) {
            filters.put("inStock", "true");
        }
        attributes.forEach((name, value) -> filters.put("attributes." + name, value));
        return filters;
    }
}
