package dev.parley.catalog.product.http;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.application.RecordProductView;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Single products. */
@Path("/v1/products")
@RunOnVirtualThread
@Tag(name = "Products")
public class ProductResource {

    private final FindProducts findProducts;
    private final RecordProductView recordView;
    private final ProductViews views;
    private final Preconditions preconditions;
    private final CurrentCaller caller;

    ProductResource(
            FindProducts findProducts,
            RecordProductView recordView,
            ProductViews views,
            Preconditions preconditions,
            CurrentCaller caller) {
        this.findProducts = findProducts;
        this.recordView = recordView;
        this.views = views;
        this.preconditions = preconditions;
        this.caller = caller;
    }

    @GET
    @RateLimited("products")
    @Path("/{id}")
    @PermitAll
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "304", description = "As the If-None-Match of the request says")
    @Operation(summary = "Get a product")
    @ProblemTypes("product-not-found")
    public Response get(@PathParam("id") String id, @BeanParam @Valid ViewParameters view) {
        ProductId wanted = new ProductId(id);
        // Managers may see drafts and archived products, which are never cached.
        var product = seesEverything() ? findProducts.byId(wanted, true).map(views::of) : views.active(wanted);
        return answer(product.orElseThrow(() -> new ProductProblem.NotFound(id)), view);
    }

    @GET
    @RateLimited("products")
    @Path("/by-slug/{slug}")
    @PermitAll
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "304", description = "As the If-None-Match of the request says")
    @APIResponse(responseCode = "308", description = "The product has another slug now, see Location")
    @Operation(operationId = "getProductBySlug", summary = "Get a product by its slug")
    @ProblemTypes("product-not-found")
    public Response getBySlug(@PathParam("slug") String slug, @BeanParam @Valid ViewParameters view) {
        Product product =
                findProducts.bySlug(slug, seesEverything()).orElseThrow(() -> new ProductProblem.NotFound(slug));
        return product.slug().equals(slug) ? answer(views.of(product), view) : moved(product.slug());
    }

    @GET
    @RateLimited("products")
    @Path("/by-sku/{sku}")
    @PermitAll
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "304", description = "As the If-None-Match of the request says")
    @Operation(operationId = "getProductBySku", summary = "Get the product that has a SKU")
    @ProblemTypes("product-not-found")
    public Response getBySku(@PathParam("sku") String sku, @BeanParam @Valid ViewParameters view) {
        return answer(
                findProducts
                        .bySku(new Sku(sku), seesEverything())
                        .map(views::of)
                        .orElseThrow(() -> new ProductProblem.NotFound("with the SKU " + sku)),
                view);
    }

    private static Response moved(String slug) {
        return Response.status(Response.Status.PERMANENT_REDIRECT)
                .location(UriBuilder.fromPath("/v1/products/by-slug/{slug}").build(slug))
                .build();
    }

    private Response answer(ProductViews.Versioned product, ViewParameters view) {
        recordView.handle(new ProductId(product.view().id()), caller.get(), view.toOrigin());
        Response unchanged = preconditions.notModified(product.version());
        return unchanged != null
                ? unchanged
                : Response.ok(product.view())
                        .header(HttpHeaders.ETAG, ETags.of(product.version()))
                        .build();
    }

    private boolean seesEverything() {
        return caller.get().hasRole(Roles.MANAGER, Roles.ADMIN);
    }
}
