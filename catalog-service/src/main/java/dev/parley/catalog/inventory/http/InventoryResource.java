package dev.parley.catalog.inventory.http;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.AdjustStock;
import dev.parley.catalog.inventory.application.ConfigureStock;
import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockLevels;
import dev.parley.catalog.inventory.domain.StockSettings;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.Text;
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
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
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
    private final ConfigureStock configureStock;
    private final Idempotency idempotency;

    InventoryResource(
            StockLevels stockLevels, AdjustStock adjustStock, ConfigureStock configureStock, Idempotency idempotency) {
        this.stockLevels = stockLevels;
        this.adjustStock = adjustStock;
        this.configureStock = configureStock;
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

            @NotNull
            @Text(
                    max = 20,
                    pattern = "received|counted|damaged|returned",
                    message = "must be received, counted, damaged or returned")
            String reason) {}

    /**
     * The settings of a SKU.
     *
     * @param warehouseLocation the place of its units
     * @param lowStockThreshold available units at or below which stock is low: an event tells once per crossing
     * @param maxPerOrder the maximum units of one order
     */
    @Schema(example = """
            {"warehouseLocation":"A-12-3","lowStockThreshold":5,"maxPerOrder":2}""")
    public record InventorySettings(
            @Text(max = 100) @Nullable String warehouseLocation,
            @Min(0) @Max(Stock.MOST) @Nullable Integer lowStockThreshold,
            @Min(1) @Max(Stock.MOST) @Nullable Integer maxPerOrder) {

        static InventorySettings from(StockSettings settings) {
            return new InventorySettings(
                    settings.warehouseLocation().orElse(null),
                    number(settings.lowStockThreshold()),
                    number(settings.maxPerOrder()));
        }

        private static @Nullable Integer number(OptionalInt value) {
            return value.isPresent() ? value.getAsInt() : null;
        }

        StockSettings toSettings() {
            return new StockSettings(
                    Optional.ofNullable(warehouseLocation).map(String::strip),
                    optional(lowStockThreshold),
                    optional(maxPerOrder));
        }
    }

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

    @GET
    @RateLimited("inventory")
    @Path("/settings")
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN, Scopes.INVENTORY_WRITE})
    @Operation(operationId = "getInventorySettings", summary = "Get the settings of a SKU")
    @ProblemTypes("sku-not-found")
    public InventorySettings settings(@PathParam("sku") String sku) {
        return InventorySettings.from(configureStock.read(new Sku(sku)));
    }

    @PUT
    @RateLimited("catalog-change")
    @Path("/settings")
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN, Scopes.INVENTORY_WRITE})
    @Operation(
            operationId = "replaceInventorySettings",
            summary = "Replace the settings of a SKU",
            description = "A setting that is left out is removed.")
    @ProblemTypes({"sku-not-found", "version-conflict"})
    public InventorySettings replaceSettings(@PathParam("sku") String sku, @NotNull @Valid InventorySettings request) {
        return InventorySettings.from(configureStock.replace(new Sku(sku), request.toSettings()));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
