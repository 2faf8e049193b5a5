package dev.parley.catalog.inventory.http;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.AdjustStock;
import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockLevels;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Stock per SKU. */
@Path("/v1/inventory/{sku}")
@RunOnVirtualThread
@Tag(name = "Inventory")
public class InventoryResource {

    private final StockLevels stockLevels;
    private final AdjustStock adjustStock;
    private final Idempotency idempotency;

    InventoryResource(StockLevels stockLevels, AdjustStock adjustStock, Idempotency idempotency) {
        this.stockLevels = stockLevels;
        this.adjustStock = adjustStock;
        this.idempotency = idempotency;
    }

    /** The quantities of one SKU: on hand = reserved for orders + available. */
    @Schema(example = """
            {"sku":"PHONE-1","onHand":5,"reserved":2,"available":3}""")
    public record InventoryView(String sku, int onHand, int reserved, int available) {
        static InventoryView from(StockLevel stock) {
            return new InventoryView(stock.sku().value(), stock.onHand(), stock.reserved(), stock.available());
        }
    }

    /**
     * An adjustment by a difference or to a counted quantity.
     *
     * @param delta the difference in units; or
     * @param onHand the counted units
     */
    @Schema(example = """
            {"delta":-2,"reason":"damaged"}""")
    public record AdjustStockRequest(
            @Min(-Stock.MOST) @Max(Stock.MOST) @Nullable Integer delta,
            @Min(0) @Max(Stock.MOST) @Nullable Integer onHand,
            @NotBlank @Size(max = 200) String reason) {}

    @GET
    @RateLimited("inventory")
    @PermitAll
    @Operation(summary = "Get the stock of a SKU")
    @ProblemTypes("sku-not-found")
    public InventoryView get(@PathParam("sku") String sku) {
        Sku wanted = new Sku(sku);
        return stockLevels
                .find(wanted)
                .map(InventoryView::from)
                .orElseThrow(() -> new InventoryProblem.UnknownSku(wanted));
    }

    @POST
    @RateLimited("catalog-change")
    @Path("/adjustments")
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN, Roles.SERVICE, Scopes.INVENTORY_WRITE})
    @Operation(
            summary = "Adjust the stock of a SKU",
            description = "By a difference (`delta`) or to a counted quantity (`onHand`).")
    @ProblemTypes({"sku-not-found", "stock-below-reserved", "stock-too-large", "version-conflict"})
    public InventoryView adjust(@PathParam("sku") String sku, @NotNull @Valid AdjustStockRequest request) {
        if ((request.delta() == null) == (request.onHand() == null)) {
            throw Problems.validation("delta", "send either delta or onHand");
        }
        return InventoryView.from(adjustStock
                .handle(
                        new Sku(sku),
                        optional(request.delta()),
                        optional(request.onHand()),
                        request.reason(),
                        idempotency.act())
                .level());
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
