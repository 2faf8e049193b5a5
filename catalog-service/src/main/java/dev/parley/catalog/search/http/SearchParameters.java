package dev.parley.catalog.search.http;

import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problems;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a search. In addition, {@code attributes.<name>=<value>} filters variants by attribute. Of
 * several values of one filter, one must match.
 */
public class SearchParameters {

    private static final String ATTRIBUTES = "attributes.";
    private static final int MOST_ATTRIBUTES = 10;
    private static final int MOST_VALUES = 20;
    private static final int LONGEST = 200;
    /** The currency of prices in searches that name none. */
    private static final String CURRENCY = "USD";

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");
    private static final Set<String> KNOWN = Set.of(
            "q",
            "category",
            "brand",
            "marketplace",
            "minPrice",
            "maxPrice",
            "currency",
            "inStock",
            "sort",
            "page",
            "size",
            "highlight");

    @QueryParam("q")
    @DefaultValue("")
    @Size(max = LONGEST)
    String q = "";

    @QueryParam("category")
    @Size(max = MOST_VALUES)
    List<@Size(max = 750) String> category = List.of();

    @QueryParam("brand")
    @Size(max = MOST_VALUES)
    List<@Size(max = LONGEST) String> brand = List.of();

    @QueryParam("marketplace")
    @Size(max = MOST_VALUES)
    List<@Size(max = LONGEST) String> marketplace = List.of();

    @QueryParam("minPrice")
    @Nullable
    String minPrice;

    @QueryParam("maxPrice")
    @Nullable
    String maxPrice;

    /** Only products with prices in this currency; defaults to USD with price limits and when sorting by price. */
    @QueryParam("currency")
    @Nullable
    String currency;

    @QueryParam("inStock")
    @DefaultValue("false")
    String inStock = "false";

    /** relevance (default with words), price, -price, newest (default without words), name */
    @QueryParam("sort")
    @Nullable
    String sort;

    @QueryParam("page")
    @DefaultValue("1")
    @Min(1)
    @Max(10_000)
    int page = 1;

    @QueryParam("size")
    @DefaultValue("20")
    @Min(1)
    @Max(100)
    int size = 20;

    /** Whether the answer has the texts with marked words, as HTML. */
    @QueryParam("highlight")
    @DefaultValue("false")
    String highlight = "false";

    boolean highlights() {
        return highlight.equals("true");
    }

    /** @throws dev.parley.platform.problem.Problem 400 with every invalid parameter */
    ProductQuery toQuery(MultivaluedMap<String, String> all) {
        List<FieldError> errors = new ArrayList<>();
        Optional<BigDecimal> min = amount("minPrice", minPrice, errors);
        Optional<BigDecimal> max = amount("maxPrice", maxPrice, errors);
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            errors.add(new FieldError("minPrice", "must not be above maxPrice"));
        }
        if (!inStock.equals("true") && !inStock.equals("false")) {
            errors.add(new FieldError("inStock", "must be true or false"));
        }
        if (!highlight.equals("true") && !highlight.equals("false")) {
            errors.add(new FieldError("highlight", "must be true or false"));
        }
        Map<String, List<String>> attributes = attributes(all, errors);
        ProductQuery.Sort order = sort(errors);
        boolean priced = min.isPresent()
                || max.isPresent()
                || order == ProductQuery.Sort.CHEAPEST
                || order == ProductQuery.Sort.DEAREST;
        Optional<String> unit = currency(priced, errors);
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
        return new ProductQuery(
                q.strip(),
                given(category),
                given(brand),
                given(marketplace),
                min,
                max,
                unit,
                inStock.equals("true"),
                attributes,
                order,
                page,
                size);
    }

    private ProductQuery.Sort sort(List<FieldError> errors) {
        if (sort == null) {
            return q.isBlank() ? ProductQuery.Sort.NEWEST : ProductQuery.Sort.RELEVANCE;
        }
        Optional<ProductQuery.Sort> known = ProductQuery.Sort.of(sort);
        if (known.isEmpty()) {
            errors.add(new FieldError("sort", "must be relevance, price, -price, newest or name"));
        }
        return known.orElse(ProductQuery.Sort.RELEVANCE);
    }

    private Optional<String> currency(boolean priced, List<FieldError> errors) {
        if (currency == null) {
            return priced ? Optional.of(CURRENCY) : Optional.empty();
        }
        try {
            return Optional.of(
                    CurrencyUnit.of(currency.toUpperCase(Locale.ROOT)).getCode());
        } catch (IllegalCurrencyException e) {
            errors.add(new FieldError("currency", "must be an ISO 4217 currency code"));
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> attributes(MultivaluedMap<String, String> all, List<FieldError> errors) {
        Map<String, List<String>> attributes = new TreeMap<>();
        all.forEach((name, values) -> {
            if (name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()) {
                attributes.put(name.substring(ATTRIBUTES.length()), given(values));
            } else if (!KNOWN.contains(name)) {
                errors.add(new FieldError(name, "is an unknown parameter"));
            }
        });
        attributes.values().removeIf(List::isEmpty);
        if (attributes.size() > MOST_ATTRIBUTES
                || attributes.values().stream()
                        .anyMatch(values -> values.size() > MOST_VALUES
                                || values.stream().anyMatch(value -> value.length() > LONGEST))) {
            errors.add(new FieldError("attributes", "are too many or too long"));
        }
        return attributes;
    }

    private static Optional<BigDecimal> amount(String name, @Nullable String value, List<FieldError> errors) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (!AMOUNT.matcher(value).matches()) {
            errors.add(new FieldError(name, "must be a decimal number such as 19.99"));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(value));
    }

    private static List<String> given(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
