package dev.parley.catalog.inventory.http;

import dev.parley.catalog.inventory.application.PinReservation;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The internal API of reservations, for order-service. */
@Path("/internal/reservations/{orderId}")
@RunOnVirtualThread
@RolesAllowed(Roles.SERVICE)
public class ReservationResource {

    private final PinReservation pinReservation;

    ReservationResource(PinReservation pinReservation) {
        this.pinReservation = pinReservation;
    }

    /** Keeps the reservation until the end of the order; idempotent. */
    @POST
    @Path("/pin")
    @NoIdempotency
    @APIResponse(responseCode = "204", description = "Pinned: the reservation ends only with its order")
    @Operation(summary = "Pin a reservation until its order ends")
    @ProblemTypes({"reservation-ended", "reservation-not-found", "version-conflict"})
    public void pin(@PathParam("orderId") String orderId) {
        pinReservation.handle(new OrderId(orderId));
    }
}
