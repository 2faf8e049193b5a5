package dev.parley.catalog.search.application;

import dev.parley.catalog.ProductId;
import java.util.List;
import java.util.Map;

/**
 * The result of an index search.
 *
 * @param ids of the products of the requested page, best first
 * @param total the number of hits on all pages
 * @param facets by name ({@code category}, {@code brand}, {@code marketplace}, {@code attributes.<name>}): the number
 *     of hits per value, most frequent first
 */
public record SearchHits(List<ProductId> ids, long total, Map<String, Map<String, Long>> facets) {}
