package dev.parley.catalog.search.application;

import dev.parley.catalog.ProductId;
import java.util.List;
import java.util.Map;

/**
 * What the index found.
 *
 * @param ids of the products of the page asked for, best first
 * @param total how many there are on all pages
 * @param facets by name ({@code category}, {@code brand}, {@code marketplace}, {@code attributes.<name>}): how many of
 *     all found have each value, most first
 */
public record SearchHits(List<ProductId> ids, long total, Map<String, Map<String, Long>> facets) {}
