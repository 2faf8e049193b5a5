package dev.parley.cart.cart.upstream;

import dev.parley.platform.upstream.ServiceTokenFilter;
import dev.parley.platform.upstream.UpstreamProblems;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Client of order-service's internal API. */
@Path("/internal/orders")
@RegisterRestClient(configKey = "order")
@RegisterProvider(ServiceTokenFilter.class)
@RegisterProvider(UpstreamProblems.class)
interface OrderClient {

    @PUT
    @Path("/{id}/void")
    VoidAnswer voidOrder(@PathParam("id") String orderId, VoidRequest request);

    /** The buyer of the order id. */
    record VoidRequest(String userId) {}

    /** {@code open}, {@code void}, {@code refused} or {@code confirmed}. */
    record VoidAnswer(String state) {}
}
