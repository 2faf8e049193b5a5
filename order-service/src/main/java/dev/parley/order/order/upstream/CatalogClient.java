package dev.parley.order.order.upstream;

import dev.parley.platform.upstream.ServiceTokenFilter;
import dev.parley.platform.upstream.UpstreamProblems;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Client of catalog-service's internal API. */
@Path("/internal/reservations")
@RegisterRestClient(configKey = "catalog")
@RegisterProvider(ServiceTokenFilter.class)
@RegisterProvider(UpstreamProblems.class)
interface CatalogClient {

    @POST
    @Path("/{orderId}/pin")
    void pin(@PathParam("orderId") String orderId);
}
