package dev.parley.identity.client.http;

import dev.parley.identity.client.application.CreateApiClient;
import dev.parley.identity.client.application.RevokeApiClient;
import dev.parley.identity.client.application.RotateSecret;
import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.Text;
import dev.parley.platform.id.Ids;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Manages API clients. Responses with secrets are not stored, so there are no idempotency keys: unique names detect a
 * retry instead.
 */
@Path("/v1/api-clients")
@RateLimited("administration")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Cache(noStore = true)
@Tag(name = "API clients")
public class ApiClientResource {

    private final CreateApiClient createApiClient;
    private final ApiClients clients;
    private final RotateSecret rotateSecret;
    private final RevokeApiClient revokeApiClient;
    private final CurrentCaller caller;
    private final Clock clock;

    ApiClientResource(
            CreateApiClient createApiClient,
            ApiClients clients,
            RotateSecret rotateSecret,
            RevokeApiClient revokeApiClient,
            CurrentCaller caller,
            Clock clock) {
        this.createApiClient = createApiClient;
        this.clients = clients;
        this.rotateSecret = rotateSecret;
        this.revokeApiClient = revokeApiClient;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @NoIdempotency
    @Operation(
            summary = "Create an API client",
            description = "The secret is shown only in this response. Scopes: catalog:write imports and "
                    + "archives products, inventory:write adjusts stock, analytics:read reads reports.")
    @APIResponse(
            responseCode = "201",
            description = "The client and its secret",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = IssuedView.class)))
    @ProblemTypes({"api-client-expiry-past", "api-client-name-taken"})
    public RestResponse<IssuedView> create(@NotNull @Valid CreateApiClientRequest request) {
        ApiClientId id = new ApiClientId(Ids.next());
        var issued = createApiClient.handle(request.toCommand(id, caller.get().actor()));
        return ResponseBuilder.<IssuedView>created(URI.create("/v1/api-clients/" + id))
                .entity(IssuedView.from(issued))
                .build();
    }

    @GET
    @Operation(summary = "List API clients")
    @APIResponse(responseCode = "200", description = "A page of clients, newest first, including revoked ones")
    public Page<ApiClientView> list(@BeanParam @Valid PageRequest page) {
        Optional<ApiClientId> after = page.after()
                .map(cursor -> new ApiClientId(Cursor.decode(cursor, 1).getFirst()));
        List<ApiClient> read = clients.list(after, page.limit() + 1);
        Instant now = clock.instant();
        return Page.of(read, page.limit(), client -> Cursor.encode(client.id().value()))
                .map(client -> ApiClientView.from(client, now));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get an API client")
    @APIResponse(responseCode = "200", description = "The client, without secrets")
    public ApiClientView get(@PathParam("id") String id) {
        return clients.find(new ApiClientId(id))
                .map(client -> ApiClientView.from(client, clock.instant()))
                .orElseThrow(() -> Problems.notFound("API client"));
    }

    @POST
    @Path("/{id}/rotate")
    @NoIdempotency
    @Operation(
            operationId = "rotateApiClientSecret",
            summary = "Rotate the secret of an API client",
            description = "The new secret is shown only in this response. Earlier secrets stay valid for 24 "
                    + "hours; with now=true they expire at once, and the tokens requested with them are "
                    + "refused within a second.")
    @APIResponse(responseCode = "200", description = "The client and its new secret")
    @ProblemTypes({"api-client-inactive", "too-many-api-client-secrets", "version-conflict"})
    public IssuedView rotate(
            @PathParam("id") String id,
            @QueryParam("now")
                    @DefaultValue("false")
                    @Text(max = 5, pattern = "true|false", message = "must be true or false")
                    String now) {
        return IssuedView.from(rotateSecret.handle(new ApiClientId(id), Boolean.parseBoolean(now)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Revoke an API client",
            description = "It gets no more tokens, and every service refuses its existing ones within a second.")
    @APIResponse(responseCode = "204", description = "The client is revoked")
    @ProblemTypes("version-conflict")
    public void revoke(@PathParam("id") String id) {
        revokeApiClient.handle(new ApiClientId(id));
    }
}
