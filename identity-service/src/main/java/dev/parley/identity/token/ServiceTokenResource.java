package dev.parley.identity.token;

import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.SecurityEvents;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** Issues tokens to services that call other services. */
@Path("/internal/token")
@RunOnVirtualThread
@Tag(name = "Internal")
public class ServiceTokenResource {

    private final ServiceClients clients;
    private final SecurityEvents events;
    private final AccessTokens tokens;

    ServiceTokenResource(ServiceClients clients, SecurityEvents events, AccessTokens tokens) {
        this.clients = clients;
        this.events = events;
        this.tokens = tokens;
    }

    /** The credentials of a service. */
    @Schema(example = """
            {"clientId":"cart-service","clientSecret":"made at the first start"}""")
    public record TokenRequest(
            @NotBlank @Size(max = 100) String clientId,
            @NotBlank @Size(max = 500) String clientSecret) {}

    /** @param expiresIn seconds */
    @Schema(example = """
            {"accessToken":"eyJhbGciOiJSUzI1NiIsImtpZCI6IjAxIn0.eyJzdWIiOiIwMTk5In0.c2lnbmF0dXJl","tokenType":"Bearer","expiresIn":900}""")
    public record ServiceToken(String accessToken, String tokenType, long expiresIn) {}

    @POST
    @RateLimited(RateLimited.DEFAULT)
    @PermitAll
    @NoIdempotency
    @Cache(noStore = true)
    @Operation(operationId = "issueServiceToken", summary = "Get an access token as a service")
    @APIResponse(responseCode = "200", description = "The token")
    @ProblemTypes("invalid-client")
    public ServiceToken token(@NotNull @Valid TokenRequest request) {
        if (!clients.knows(request.clientId(), request.clientSecret())) {
            events.record(SecurityEvents.SIGN_IN_FAILED, request.clientId(), "service-secret");
            throw Problems.unauthenticated("invalid-client", "No service has this id and secret.");
        }
        AccessToken token = tokens.ofService(request.clientId());
        return new ServiceToken(token.value(), "Bearer", token.life().toSeconds());
    }
}
