package dev.parley.identity.session.http;

import dev.parley.identity.session.application.EndSession;
import dev.parley.identity.session.application.RefreshSession;
import dev.parley.identity.session.application.StartGuestSession;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Guest sessions, refresh and sign-out. No idempotency keys: responses with tokens are not stored. */
@Path("/v1/auth")
@RunOnVirtualThread
@Cache(noStore = true)
@Tag(name = "Authentication")
public class AuthResource {

    private final StartGuestSession startGuestSession;
    private final RefreshSession refreshSession;
    private final EndSession endSession;
    private final CurrentCaller caller;

    AuthResource(
            StartGuestSession startGuestSession,
            RefreshSession refreshSession,
            EndSession endSession,
            CurrentCaller caller) {
        this.startGuestSession = startGuestSession;
        this.refreshSession = refreshSession;
        this.endSession = endSession;
        this.caller = caller;
    }

    @POST
    @Path("/guest")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "guest", byAddress = true)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Operation(operationId = "startGuestSession", summary = "Start a guest session")
    @APIResponse(
            responseCode = "201",
            description = "The guest and the session",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = GuestView.class)))
    public GuestView guest() {
        return GuestView.from(startGuestSession.handle());
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "refresh", byAddress = true)
    @Operation(
            operationId = "refreshTokens",
            summary = "Refresh the tokens of a session",
            description = "A retry within 10 seconds gets the same refresh token again; later use of a used "
                    + "token revokes the session.")
    @APIResponse(responseCode = "200", description = "New tokens of the session")
    @ProblemTypes({"invalid-refresh-token", "refresh-token-reused", "version-conflict"})
    public TokensView refresh(@NotNull @Valid RefreshRequest request) {
        return TokensView.from(refreshSession.handle(request.refreshToken()));
    }

    @POST
    @RateLimited(RateLimited.DEFAULT)
    @Path("/logout")
    @Authenticated
    @NoIdempotency
    @Operation(operationId = "logout", summary = "Sign out")
    @APIResponse(
            responseCode = "204",
            description = "The session has ended; every service refuses its tokens within a second")
    public void logout() {
        endSession.handle(caller.get());
    }
}
