package dev.parley.catalog.product.http;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.category.application.RequireCategory;
import dev.parley.catalog.product.application.AuditProduct;
import dev.parley.catalog.product.application.ChangeProduct;
import dev.parley.catalog.product.application.CreateProduct;
import dev.parley.catalog.product.application.EditProduct;
import dev.parley.catalog.product.application.UpsertProduct;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Products made and changed by hand. If-Match takes the ETag of the product. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RateLimited("catalog-change")
@RolesAllowed({Roles.MANAGER, Roles.ADMIN, Scopes.CATALOG_WRITE})
@Tag(name = "Products")
public class ProductEditingResource {

    private static final String OWN = "own";

    private final CreateProduct createProduct;
    private final UpsertProduct upsertProduct;
    private final EditProduct editProduct;
    private final ChangeProduct changeProduct;
    private final RequireCategory requireCategory;
    private final AuditProduct audit;
    private final ProductViews views;
    private final Preconditions preconditions;
    private final Idempotency idempotency;
    private final List<String> marketplaces;

    ProductEditingResource(
            CreateProduct createProduct,
            UpsertProduct upsertProduct,
            EditProduct editProduct,
            ChangeProduct changeProduct,
            RequireCategory requireCategory,
            AuditProduct audit,
            ProductViews views,
            Preconditions preconditions,
            Idempotency idempotency,
            @ConfigProperty(
                            name = "parley.catalog.marketplaces",
                            defaultValue = "own,jumia,amazon,alibaba,ebay,aliexpress")
                    List<String> marketplaces) {
        this.createProduct = createProduct;
        this.upsertProduct = upsertProduct;
        this.editProduct = editProduct;
        this.changeProduct = changeProduct;
        this.requireCategory = requireCategory;
        this.audit = audit;
        this.views = views;
        this.preconditions = preconditions;
        this.idempotency = idempotency;
        this.marketplaces = List.copyOf(marketplaces);
    }

    @POST
    @Operation(
            operationId = "createProduct",
            summary = "Create a product",
            description = "A draft of the shop's own goods; activate it to sell it.")
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @ProblemTypes({
        "category-unknown",
        "product-id-taken",
        "product-too-large",
        "sku-taken",
        "slug-taken",
        "version-conflict"
    })
    public Response create(@NotNull @Valid ProductRequest request) {
        String id = idempotency.idFor("product");
        ProductFacts facts = facts(OWN, request.productId() == null ? id : request.productId(), request);
        Product created = createProduct.handle(new ProductId(id), facts, ProductRequest.slug(request.slug()));
        return answer(Response.created(URI.create("/v1/products/" + created.id())), created);
    }

    @PUT
    @Path("/by-marketplace/{marketplace}/{productId}")
    @Operation(
            operationId = "putProduct",
            summary = "Create or replace a product of a marketplace",
            description = "A new product is active at once, and an archived one again. A variant that another product"
                    + " of the marketplace has is moved to this one.")
    @APIResponse(
            responseCode = "200",
            description = "The product, changed or as it was",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new product",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @ProblemTypes({
        "category-unknown",
        "mixed-currencies",
        "precondition-failed",
        "product-not-found",
        "product-too-large",
        "sku-taken",
        "version-conflict"
    })
    public Response put(
            @PathParam("marketplace") String marketplace,
            @PathParam("productId") String productId,
            @NotNull @Valid ProductRequest request) {
        if (!marketplaces.contains(marketplace)) {
            throw Problems.validation("marketplace", "must be one of " + String.join(", ", marketplaces));
        }
        if (request.productId() != null && !request.productId().equals(productId)) {
            throw Problems.validation("productId", "must be that of the path, or absent");
        }
        if (request.slug() != null) {
            throw Problems.validation("slug", "must be absent: change it by PATCH");
        }
        if (!request.hasVariants()) {
            throw Problems.validation("variants", "must not be empty without a price");
        }
        UpsertProduct.Result result = upsertProduct.replace(
                facts(marketplace, productId, request), audit.as("product.imported"), this::check);
        Product product = result.product();
        return answer(
                result.outcome() == UpsertProduct.Outcome.CREATED
                        ? Response.created(URI.create("/v1/products/" + product.id()))
                        : Response.ok(),
                product);
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            operationId = "updateProduct",
            summary = "Change a product",
            description = "A JSON merge patch: absent members stay, null removes. Lists are replaced. The old slug"
                    + " redirects to a new one.")
    @APIResponse(
            responseCode = "200",
            description = "The product after the change",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @ProblemTypes({
        "category-unknown",
        "mixed-currencies",
        "precondition-failed",
        "product-incomplete",
        "product-not-found",
        "product-too-large",
        "sku-taken",
        "slug-taken",
        "version-conflict"
    })
    public Response update(@PathParam("id") String id, @NotNull @Valid PatchProductRequest request) {
        Optional<String> slug = ProductRequest.slug(request.slug());
        if (request.category() != null) {
            request.category().ifPresent(requireCategory::handle);
        }
        return answer(Response.ok(), editProduct.handle(new ProductId(id), request::appliedTo, slug, this::check));
    }

    @POST
    @Path("/{id}/activate")
    @Operation(operationId = "activateProduct", summary = "Put a product up for sale")
    @APIResponse(
            responseCode = "200",
            description = "The product after the change",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @ProblemTypes({"precondition-failed", "product-incomplete", "product-not-found", "version-conflict"})
    public Response activate(@PathParam("id") String id) {
        return answer(
                Response.ok(),
                changeProduct.handle(new ProductId(id), "product.activated", Product::activate, this::check));
    }

    @POST
    @Path("/{id}/archive")
    @Operation(
            operationId = "archiveProduct",
            summary = "Archive a product",
            description = "It is no longer found or for sale; existing orders continue.")
    @APIResponse(
            responseCode = "200",
            description = "The product after the change",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @ProblemTypes({"precondition-failed", "product-not-found", "version-conflict"})
    public Response archive(@PathParam("id") String id) {
        return answer(
                Response.ok(),
                changeProduct.handle(new ProductId(id), "product.archived", Product::archive, this::check));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteProduct",
            summary = "Delete a product",
            description = "It is archived, and removed after 30 days unless it is activated or listed again.")
    @ProblemTypes({"precondition-failed", "product-not-found", "version-conflict"})
    public void delete(@PathParam("id") String id) {
        changeProduct.handle(new ProductId(id), "product.archived", Product::delete, this::check);
    }

    private ProductFacts facts(String marketplace, String productId, ProductRequest request) {
        if (!ProductLimits.isId(productId)) {
            throw Problems.validation(
                    "productId", "must have 1 to " + ProductLimits.ID + " characters, and not be . or ..");
        }
        ProductFacts facts = request.toFacts(marketplace, productId);
        requireCategory.handle(facts.category());
        return facts;
    }

    private void check(Product product) {
        preconditions.check(views.of(product).version());
    }

    private Response answer(Response.ResponseBuilder response, Product product) {
        ProductViews.Versioned view = views.of(product);
        return response.entity(view.view())
                .header(HttpHeaders.ETAG, ETags.of(view.version()))
                .build();
    }
}
