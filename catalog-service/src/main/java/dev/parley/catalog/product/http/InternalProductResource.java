package dev.parley.catalog.product.http;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.application.FindProducts;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The internal API of products, for other services. */
@Path("/internal/products")
@RunOnVirtualThread
@RolesAllowed(Roles.SERVICE)
public class InternalProductResource {

    private static final int AT_MOST = 100;

    private final FindProducts findProducts;
    private final ProductViews views;

    InternalProductResource(FindProducts findProducts, ProductViews views) {
        this.findProducts = findProducts;
        this.views = views;
    }

    /** Products, whatever their status. */
    public record ProductList(List<ProductView> items) {}

    /** The products with up to a hundred comma-separated ids, in their order, with current price and stock. */
    @GET
    @Operation(
            operationId = "listProducts",
            summary = "Find products by id",
            description =
                    "Up to 100 ids, separated by commas. Includes products of any status; unknown ids are left out.")
    public ProductList find(@QueryParam("ids") @DefaultValue("") String ids) {
        List<ProductId> wanted = Arrays.stream(ids.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .map(ProductId::new)
                .toList();
        if (wanted.isEmpty() || wanted.size() > AT_MOST) {
            throw Problems.validation("ids", "must list 1 to " + AT_MOST + " ids");
        }
        return new ProductList(views.of(findProducts.all(wanted)));
    }
}
