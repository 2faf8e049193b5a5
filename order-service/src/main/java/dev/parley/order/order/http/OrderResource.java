package dev.parley.order.order.http;

import dev.parley.order.order.application.CancelOrder;
import dev.parley.order.order.application.FindOrder;
import dev.parley.order.order.application.FindOrder.Viewer;
import dev.parley.order.order.application.PlaceOrder;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.IdempotencyRequired;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
import dev.parley.platform.http.PreferWait;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Orders. Buyers see and cancel their own orders; managers and administrators those of all buyers. */
@Path("/v1/orders")
@Tag(name = "Orders")
@RunOnVirtualThread
class OrderResource {

    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;
    private final FindOrder findOrder;
    private final Orders orders;
    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final PreferWait preferWait;

    OrderResource(
            PlaceOrder placeOrder,
            CancelOrder cancelOrder,
            FindOrder findOrder,
            Orders orders,
            CurrentCaller caller,
            Idempotency idempotency,
            PreferWait preferWait) {
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.findOrder = findOrder;
        this.orders = orders;
        this.caller = caller;
        this.idempotency = idempotency;
        this.preferWait = preferWait;
    }

    @POST
    @RateLimited("order")
    @RolesAllowed(Roles.USER)
    @IdempotencyRequired
    @Operation(
            summary = "Place an order for the current cart",
            description =
                    "The order is processed in the background: the answer shows it as pending or, with `Prefer: wait=SECONDS`,"
                            + " as confirmed or cancelled if it was decided in that time. A rejected order is cancelled and has its"
                            + " reason in `rejection`.")
    @Parameter(name = "Prefer", in = ParameterIn.HEADER, description = "`wait=SECONDS`, at most 30 (RFC 7240)")
    @APIResponse(
            responseCode = "201",
            description = "The order, pending or decided",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = OrderView.class)))
    @ProblemTypes({
        "cart-empty",
        "cart-in-checkout",
        "currency-mismatch",
        "order-voided",
        "payment-method-unknown",
        "price-changed",
        "product-unavailable",
        "upstream-unavailable",
        "version-conflict"
    })
    public RestResponse<OrderView> place(@NotNull @Valid PlaceOrderRequest request) {
        Viewer buyer = viewer();
        Order placed = placeOrder.handle(request.toCommand(new OrderId(idempotency.idFor("order")), buyer.id()));
        Order reached = preferWait.until(() -> findOrder.handle(placed.id(), buyer), order -> !order.isPending());
        return ResponseBuilder.<OrderView>created(URI.create("/v1/orders/" + placed.id()))
                .entity(OrderView.from(reached.state()))
                .header("ETag", ETags.of(reached.version()))
                .build();
    }

    @GET
    @RateLimited("orders")
    @RolesAllowed(Roles.USER)
    @Operation(summary = "List the caller's orders, newest first")
    public Page<OrderView> list(@BeanParam @Valid PageRequest page) {
        Optional<OrderId> after =
                page.after().map(cursor -> new OrderId(Cursor.decode(cursor, 1).getFirst()));
        List<Order.State> read = orders.list(viewer().id(), after, page.limit() + 1);
        return Page.of(read, page.limit(), order -> Cursor.encode(order.id().value()))
                .map(OrderView::from);
    }

    @GET
    @RateLimited("orders")
    @Path("/{id}")
    @RolesAllowed({Roles.USER, Roles.MANAGER, Roles.ADMIN})
    @Operation(summary = "Get an order")
    public RestResponse<OrderView> get(@PathParam("id") String id) {
        return answer(findOrder.handle(new OrderId(id), viewer()));
    }

    @POST
    @RateLimited("order")
    @Path("/{id}/cancel")
    @NoIdempotency // a cancellation is idempotent; and a manager's stored answer would hold the buyer's address
    @RolesAllowed({Roles.USER, Roles.MANAGER, Roles.ADMIN})
    @Operation(summary = "Cancel an order")
    @ProblemTypes({"order-step-not-allowed", "version-conflict"})
    public RestResponse<OrderView> cancel(
            @PathParam("id") String id, @RequestBody(required = false) @Valid @Nullable CancelRequest request) {
        String reason = request == null ? "requested" : Objects.requireNonNullElse(request.reason(), "requested");
        return answer(cancelOrder.handle(new OrderId(id), viewer(), reason));
    }

    private Viewer viewer() {
        Caller who = caller.get();
        return new Viewer(new BuyerId(who.id()), who.hasRole(Roles.MANAGER, Roles.ADMIN));
    }

    private static RestResponse<OrderView> answer(Order order) {
        return ResponseBuilder.ok(OrderView.from(order.state()))
                .header("ETag", ETags.of(order.version()))
                .build();
    }
}
