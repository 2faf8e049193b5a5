package dev.parley.catalog.search.http;

import dev.parley.catalog.product.http.ProductView;
import dev.parley.catalog.product.http.ProductViews;
import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchProducts;
import dev.parley.platform.http.RateLimited;
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

    private final SearchProducts searchProducts;
    private final ProductViews views;
    private final CurrentCaller caller;

    SearchResource(SearchProducts searchProducts, ProductViews views, CurrentCaller caller) {
        this.searchProducts = searchProducts;
        this.views = views;
        this.caller = caller;
    }

    /** A page of results, and the facets of all hits. */
    public record SearchView(
            List<ProductView> items,
            long total,
            int page,
            int size,
            long totalPages,
            Map<String, List<FacetValue>> facets) {}

    /** A facet value and the number of products that have it. */
    @Schema(example = """
            {"value":"Nova","count":12}""")
    public record FacetValue(String value, long count) {}

    @GET
    @PermitAll
    @RateLimited("search")
    @Operation(operationId = "searchProducts", summary = "Search products")
    public SearchView search(
            @BeanParam @Valid SearchParameters parameters,
            @HeaderParam("X-Parley-Source") @Nullable String source,
            @HeaderParam("X-Parley-On-Behalf-Of") @Nullable String asker,
            @Context UriInfo uri) {
        ProductQuery query = parameters.toQuery(uri.getQueryParameters());
        if ((long) query.page() * query.size() > MAX_HITS) {
            throw Problems.validation(
                    List.of(new FieldError("page", "page × size must be at most " + MAX_HITS + "; narrow the search")));
        }
        Caller who = caller.get();
        boolean chat = CHAT.equals(source) || (who.isService() && who.id().equals("chat-service"));
        SearchProducts.Result result = searchProducts.handle(
                query, who.isService() && asker != null ? asker : who.actor(), chat ? CHAT : "api");
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
                views.of(result.products()),
                total,
                query.page(),
                query.size(),
                (total + query.size() - 1) / query.size(),
                facets);
    }
}
