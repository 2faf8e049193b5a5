package dev.parley.order.order.http;

import dev.parley.order.order.application.VoidOrder;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.OrderId;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The internal API of orders, for cart-service. */
@Path("/internal/orders")
@Tag(name = "Internal")
@RunOnVirtualThread
class InternalOrderResource {

    private final VoidOrder voidOrder;

    InternalOrderResource(VoidOrder voidOrder) {
        this.voidOrder = voidOrder;
    }

    @PUT
    @Path("/{id}/void")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Void an order id",
            description =
                    "Returns the outcome of the order. When there is no order, no order can be placed under the id from then on.")
    public VoidView voidOrder(@PathParam("id") String id, @NotNull @Valid VoidRequest request) {
        return VoidView.from(voidOrder.handle(new OrderId(id), new BuyerId(request.userId())));
    }
}
