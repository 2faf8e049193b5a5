package dev.parley.catalog.search.application;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is searched for. Texts are compared without regard to case.
 *
 * @param text words that must all be found in a product; empty for any product
 * @param category slug path of a category or of one above, or the last part of one
 * @param attributes each must be met by one and the same variant, as must price and stock
 * @param currency of the price limits
 * @param page from 1
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

    /** The order of what is found. */
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

    /** The filters as texts by name, for those who count what people look for. */
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
