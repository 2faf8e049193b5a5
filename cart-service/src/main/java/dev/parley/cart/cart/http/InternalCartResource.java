package dev.parley.cart.cart.http;

import dev.parley.cart.cart.application.FreezeCart;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The internal API of carts, for order-service. */
@Path("/internal/carts")
@Tag(name = "Internal")
@RunOnVirtualThread
class InternalCartResource {

    private final FreezeCart freezeCart;

    InternalCartResource(FreezeCart freezeCart) {
        this.freezeCart = freezeCart;
    }

    @POST
    @Path("/freeze")
    @RolesAllowed(Roles.SERVICE)
    @NoIdempotency // the order id is its key
    @Operation(
            summary = "Freeze a user's cart for an order",
            description = "Idempotent: a retry for the same order gets the same answer.")
    @ProblemTypes({
        "cart-empty",
        "cart-in-checkout",
        "cart-step-impossible",
        "currency-mismatch",
        "not-found",
        "price-changed",
        "product-unavailable",
        "version-conflict"
    })
    public FrozenCartView freeze(@NotNull @Valid FreezeRequest request) {
        return FrozenCartView.from(freezeCart.handle(new FreezeCart.Command(
                new OrderId(request.orderId()),
                new Owner.User(request.userId()),
                Optional.ofNullable(request.expectedTotal()))));
    }
}
