package dev.parley.platform.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@Path("/answers")
@RegisterRestClient(configKey = "identity")
@RegisterProvider(ServiceTokenFilter.class)
@RegisterProvider(UpstreamProblems.class)
interface Answers {

    @GET
    @Path("{status}")
    JsonNode answer(@PathParam("status") int status);
}
