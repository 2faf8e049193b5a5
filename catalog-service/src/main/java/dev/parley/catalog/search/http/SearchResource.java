package dev.parley.catalog.search.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.http.ProductView;
import dev.parley.catalog.product.http.ProductViews;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchProducts;
import dev.parley.catalog.search.domain.Highlights;
import dev.parley.catalog.search.domain.QueryWord;
import dev.parley.platform.http.MultiValued;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.Text;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Product search. */
@Path("/v1/products")
@RunOnVirtualThread
@Tag(name = "Products")
public class SearchResource {

    private static final int MAX_HITS = 10_000;
    private static final String CHAT = "chat";
    private static final String SESSION_ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final SearchProducts searchProducts;
    private final ProductViews views;
    private final CurrentCaller caller;

    SearchResource(SearchProducts searchProducts, ProductViews views, CurrentCaller caller) {
        this.searchProducts = searchProducts;
        this.views = views;
        this.caller = caller;
    }

    /**
     * A page of results, and the facets of all hits.
     *
     * @param searchId names this search: a client that reads a product of these results may send it with the position
     * @param didYouMean the query with corrected spelling, when only that has results
     * @param highlights by product id, only on request
     * @param relaxed true when no product has all words of the query, so that these have only some
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SearchView(
            @Schema(example = "0199d1c0-0000-7000-8000-000000000081")
            String searchId,

            List<ProductView> items,
            long total,
            int page,
            int size,
            long totalPages,
            Map<String, List<FacetValue>> facets,
            @Nullable String didYouMean,
            @Nullable Map<String, HighlightView> highlights,
            boolean relaxed) {}

    /**
     * Texts of a product with the words of the query in {@code <em>}, as HTML in which all else is escaped.
     *
     * @param name absent when no word of it matches
     * @param description a part of it; absent when no word of it matches
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
            {"name":"Nova 5 <em>phone</em>","description":"A <em>phone</em> with two days of battery."}""")
    public record HighlightView(
            @Nullable String name, @Nullable String description) {

        static HighlightView of(Product product, List<QueryWord> words) {
            Product.State p = product.state();
            return new HighlightView(
                    Highlights.whole(p.name(), words).orElse(null),
                    Highlights.fragment(p.description(), words).orElse(null));
        }
    }

    /** A facet value and the number of products that have it. */
    @Schema(example = """
            {"value":"Nova","count":12}""")
    public record FacetValue(String value, long count) {}

    @GET
    @PermitAll
    @RateLimited("search")
    @MultiValued({"category", "brand", "marketplace", "attributes.*"})
    @Operation(operationId = "searchProducts", summary = "Search products")
    public SearchView search(
            @BeanParam @Valid SearchParameters parameters,
            @HeaderParam("X-Parley-Source") @Nullable String source,
            @HeaderParam("X-Parley-On-Behalf-Of") @Nullable String asker,
            @HeaderParam("X-Parley-Session") @Text(max = 36, pattern = SESSION_ID, message = "must be a UUID") @Nullable
                    String sessionId,
            @Context UriInfo uri) {
        ProductQuery query = parameters.toQuery(uri.getQueryParameters());
        if ((long) query.page() * query.size() > MAX_HITS) {
            throw Problems.validation(
                    List.of(new FieldError("page", "page × size must be at most " + MAX_HITS + "; narrow the search")));
        }
        Caller who = caller.get();
        boolean chat = who.isService() && (CHAT.equals(source) || who.id().equals("chat-service"));
        SearchProducts.Result result = searchProducts.handle(
                query,
                who.isService() && asker != null ? asker : who.actor(),
                Optional.ofNullable(sessionId),
                chat ? CHAT : "api");
        long total = result.hits().total();
        Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
        result.hits()
                .facets()
                .forEach((name, counts) -> facets.put(
                        name,
                        counts.entrySet().stream()
                                .map(count -> new FacetValue(count.getKey(), count.getValue()))
                                .toList()));
        return new SearchView(
                result.searchId(),
                views.of(result.products()),
                total,
                query.page(),
                query.size(),
                (total + query.size() - 1) / query.size(),
                facets,
                result.hits().didYouMean().orElse(null),
                parameters.highlights()
                        ? result.products().stream()
                                .collect(Collectors.toMap(
                                        product -> product.id().value(),
                                        product -> HighlightView.of(
                                                product, result.hits().words())))
                        : null,
                result.hits().relaxed());
    }
}
