package dev.parley.catalog.search.lucene;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.aggregation.dsl.AggregationFinalStep;
import org.hibernate.search.engine.search.aggregation.dsl.SearchAggregationFactory;
import org.hibernate.search.engine.search.query.SearchResult;
import org.hibernate.search.engine.search.query.dsl.SearchQueryOptionsStep;

/**
 * The facets of a search. The number beside a value is that of the products which the search has with this value chosen
 * in addition; so a facet is not narrowed by its own filter, and counts variants that meet all other conditions.
 */
final class ProductFacets {

    private static final int MOST_VALUES = 100;
    private static final int MOST_PAIRS = 300;
    private static final String ATTRIBUTE = "attributes.";

    private static final Map<String, Field> FIELDS = fields();
    private static final AggregationKey<Map<String, Long>> PAIRS = AggregationKey.of("attributes");

    private final Filters filters;
    private final Spellings spellings;

    /** A facet of products: the field of its values, and that of its filter. */
    private record Field(AggregationKey<Map<String, Long>> key, String values, String filter) {

        AggregationFinalStep<Map<String, Long>> count(SearchAggregationFactory f) {
            return f.terms().field(values, String.class).maxTermCount(MOST_VALUES);
        }
    }

    ProductFacets(Filters filters, Spellings spellings) {
        this.filters = filters;
        this.spellings = spellings;
    }

    /** Adds the counts to a search with all filters. */
    <H> SearchQueryOptionsStep<?, ?, H, ?, ?, ?> count(SearchQueryOptionsStep<?, ?, H, ?, ?, ?> search) {
        SearchQueryOptionsStep<?, ?, H, ?, ?, ?> counting = search.aggregation(PAIRS, f -> pairs(f, filters));
        for (Field field : FIELDS.values()) {
            counting = counting.aggregation(field.key(), field::count);
        }
        return counting;
    }

    /**
     * The facets of a search with all filters.
     *
     * @param search the same search with other filters
     */
    Map<String, Map<String, Long>> of(
            SearchResult<?> found, Function<Filters, SearchQueryOptionsStep<?, ?, ?, ?, ?, ?>> search) {
        Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
        FIELDS.forEach((name, field) -> {
            Map<String, Long> counts = found.aggregation(field.key());
            if (filters.byField().containsKey(field.filter())) {
                counts = search.apply(filters.withoutField(field.filter()))
                        .aggregation(field.key(), field::count)
                        .fetch(0)
                        .aggregation(field.key());
            }
            facets.put(name, spelled(counts));
        });
        Map<String, Map<String, Long>> attributes = byAttribute(found.aggregation(PAIRS));
        for (String chosen : filters.attributes().keySet()) {
            Filters others = filters.withoutAttribute(chosen);
            Map<String, Long> pairs = search.apply(others)
                    .aggregation(PAIRS, f -> pairs(f, others))
                    .fetch(0)
                    .aggregation(PAIRS);
            byAttribute(pairs).forEach((name, counts) -> {
                if (name.equalsIgnoreCase(ATTRIBUTE + chosen)) {
                    attributes.put(name, counts);
                }
            });
        }
        facets.putAll(attributes);
        return facets;
    }

    private static AggregationFinalStep<Map<String, Long>> pairs(SearchAggregationFactory f, Filters filters) {
        return filters.narrowsVariants()
                ? f.terms()
                        .field("variants.attributeFacets", String.class)
                        .filter(filters::variant)
                        .maxTermCount(MOST_PAIRS)
                : f.terms().field("attributeFacets", String.class).maxTermCount(MOST_PAIRS);
    }

    private Map<String, Long> spelled(Map<String, Long> counts) {
        Map<String, Long> spelled = new LinkedHashMap<>();
        counts.forEach((key, count) -> {
            if (!key.isEmpty()) {
                spelled.put(spellings.of(key), count);
            }
        });
        return spelled;
    }

    private Map<String, Map<String, Long>> byAttribute(Map<String, Long> pairs) {
        Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
        pairs.forEach((pair, count) -> {
            String spelled = spellings.of(pair);
            int name = spelled.indexOf(IndexedProduct.PAIR);
            String attribute = ATTRIBUTE + pair.substring(0, pair.indexOf(IndexedProduct.PAIR));
            facets.computeIfAbsent(attribute, a -> new LinkedHashMap<>()).put(spelled.substring(name + 1), count);
        });
        return facets;
    }

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("category", new Field(AggregationKey.of("category"), "categoryPaths", "categoryKeys"));
        fields.put("brand", new Field(AggregationKey.of("brand"), "brandKey", "brandKey"));
        fields.put("marketplace", new Field(AggregationKey.of("marketplace"), "marketplace", "marketplace"));
        return fields;
    }
}
