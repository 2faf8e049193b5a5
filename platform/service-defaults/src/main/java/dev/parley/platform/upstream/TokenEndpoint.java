package dev.parley.platform.upstream;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The endpoint where services get their tokens. */
@Path("/internal/token")
@RegisterRestClient(configKey = "identity")
@RegisterProvider(UpstreamProblems.class)
public interface TokenEndpoint {

    record Credentials(String clientId, String clientSecret) {}

    record IssuedToken(String accessToken, long expiresIn) {}

    @POST
    IssuedToken issue(Credentials credentials);
}
