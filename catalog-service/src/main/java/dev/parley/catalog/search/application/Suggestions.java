package dev.parley.catalog.search.application;

import dev.parley.catalog.ProductId;
import java.util.List;
import java.util.Map;

/**
 * Completions of a text that is being typed.
 *
 * @param products products whose words begin so, best first
 * @param brands brands that begin so, with their number of products
 * @param categories slug paths whose last segment begins so, with their number of products
 */
public record Suggestions(List<ProductId> products, Map<String, Long> brands, Map<String, Long> categories) {}
