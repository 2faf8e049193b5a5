package dev.parley.identity.privacy.upstream;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The endpoint for personal data, the same in all services; the URL is given to the builder. */
@Path("/internal/privacy")
@RegisterRestClient(configKey = "cart")
public interface PartClient {

    record Guests(List<String> guests) {}

    @POST
    @Path("/{userId}")
    @Produces(MediaType.APPLICATION_JSON)
    String part(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("userId") String userId,
            Guests guests);
}
