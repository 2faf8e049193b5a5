package dev.parley.catalog.product.http;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.application.FindProducts;
import dev.parley.catalog.product.domain.PriceHistory;
import dev.parley.catalog.product.domain.PriceRecord;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.joda.money.Money;

/** The price history of products. */
@Path("/v1/products/{id}/prices")
@RateLimited("products")
@RunOnVirtualThread
@PermitAll
@Tag(name = "Products")
public class PriceResource {

    private final FindProducts findProducts;
    private final PriceHistory history;
    private final CurrentCaller caller;

    PriceResource(FindProducts findProducts, PriceHistory history, CurrentCaller caller) {
        this.findProducts = findProducts;
        this.history = history;
        this.caller = caller;
    }

    /** A price that a variant got at a time. */
    @Schema(example = """
            {"sku":"PHONE-1","price":{"amount":"299.00","currency":"USD"},"at":"2026-01-15T10:30:00Z"}""")
    public record PriceView(String sku, Money price, Instant at) {}

    @GET
    @Operation(
            operationId = "listProductPrices",
            summary = "List the prices of a product",
            description = "Every price that its variants got, newest first. A new price appears within moments.")
    @ProblemTypes("product-not-found")
    public Page<PriceView> prices(@PathParam("id") String id, @BeanParam @Valid PageRequest page) {
        boolean anyStatus = caller.get().hasRole(Roles.MANAGER, Roles.ADMIN);
        Product product =
                findProducts.byId(new ProductId(id), anyStatus).orElseThrow(() -> new ProductProblem.NotFound(id));
        List<PriceRecord> found =
                history.of(product.skus(), page.after().map(PriceResource::position), page.limit() + 1);
        return Page.of(
                        found,
                        page.limit(),
                        last -> Cursor.encode(last.at().toString(), last.sku().value()))
                .map(price -> new PriceView(price.sku().value(), price.price(), price.at()));
    }

    private static PriceHistory.Position position(String cursor) {
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new PriceHistory.Position(Instant.parse(parts.getFirst()), new Sku(parts.getLast()));
        } catch (DateTimeException e) {
            throw Cursor.invalid();
        }
    }
}
