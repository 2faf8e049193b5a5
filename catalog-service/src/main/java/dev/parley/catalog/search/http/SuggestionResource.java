package dev.parley.catalog.search.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.http.ProductView;
import dev.parley.catalog.product.http.ProductViews;
import dev.parley.catalog.search.application.FindRelatedProducts;
import dev.parley.catalog.search.application.SuggestProducts;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Suggestions while typing, and products like another one. */
@Path("/v1/products")
@RunOnVirtualThread
@Tag(name = "Products")
public class SuggestionResource {

    private final SuggestProducts suggestProducts;
    private final FindRelatedProducts findRelated;
    private final ProductViews views;

    SuggestionResource(SuggestProducts suggestProducts, FindRelatedProducts findRelated, ProductViews views) {
        this.suggestProducts = suggestProducts;
        this.findRelated = findRelated;
        this.views = views;
    }

    /** Products, brands and categories that begin with the typed text. */
    public record SuggestionsView(
            List<SuggestedProduct> products,
            List<SearchResource.FacetValue> brands,
            List<SearchResource.FacetValue> categories) {}

    /** A suggested product. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
            {"id":"0199d1c0-0000-7000-8000-000000000011","slug":"nova-5-phone","name":"Nova 5 phone","image":"https://shop.example/images/nova-5.jpg","price":{"amount":"299.00","currency":"USD"}}""")
    public record SuggestedProduct(
            String id, String slug, String name, @Nullable String image, Money price) {

        static SuggestedProduct of(Product product) {
            Product.State p = product.state();
            return new SuggestedProduct(
                    p.id().value(), p.slug(), p.name(), product.image().orElse(null), product.price());
        }
    }

    /** Products like another one, best first. */
    public record RelatedView(List<ProductView> items) {}

    @GET
    @Path("/suggestions")
    @PermitAll
    @RateLimited("suggestions")
    @Operation(operationId = "suggestProducts", summary = "Suggest products, brands and categories")
    public SuggestionsView suggest(
            @QueryParam("q") @NotBlank @Size(max = 100) String q,
            @QueryParam("size") @DefaultValue("5") @Min(1) @Max(20) int size) {
        SuggestProducts.Result found = suggestProducts.handle(q, size);
        return new SuggestionsView(
                found.products().stream().map(SuggestedProduct::of).toList(),
                values(found.brands()),
                values(found.categories()));
    }

    @GET
    @Path("/{id}/related")
    @PermitAll
    @RateLimited("search")
    @Operation(operationId = "listRelatedProducts", summary = "List related products")
    @ProblemTypes("product-not-found")
    public RelatedView related(
            @PathParam("id") String id, @QueryParam("size") @DefaultValue("8") @Min(1) @Max(20) int size) {
        return new RelatedView(views.of(findRelated.handle(new ProductId(id), size)));
    }

    private static List<SearchResource.FacetValue> values(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> new SearchResource.FacetValue(count.getKey(), count.getValue()))
                .toList();
    }
}
