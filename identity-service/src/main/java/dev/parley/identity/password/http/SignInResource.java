package dev.parley.identity.password.http;

import dev.parley.identity.password.application.KnownDevices;
import dev.parley.identity.password.application.Reauthenticate;
import dev.parley.identity.password.application.SignIn;
import dev.parley.identity.password.application.SignUp;
import dev.parley.identity.session.application.SignedIn;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.SessionProblem;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.id.Ids;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Registration and sign-in by password. No idempotency keys: responses with tokens are not stored. */
@Path("/v1/auth")
@RunOnVirtualThread
@Cache(noStore = true)
@Tag(name = "Authentication")
public class SignInResource {

    private final SignUp signUp;
    private final SignIn signIn;
    private final Reauthenticate reauthenticate;
    private final KnownDevices knownDevices;
    private final DeviceCookie deviceCookie;
    private final CurrentCaller caller;
    private final Clock clock;

    SignInResource(
            SignUp signUp,
            SignIn signIn,
            Reauthenticate reauthenticate,
            KnownDevices knownDevices,
            DeviceCookie deviceCookie,
            CurrentCaller caller,
            Clock clock) {
        this.signUp = signUp;
        this.signIn = signIn;
        this.reauthenticate = reauthenticate;
        this.knownDevices = knownDevices;
        this.deviceCookie = deviceCookie;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("/register")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "register", byAddress = true)
    @Operation(
            operationId = "register",
            summary = "Register an account and sign in",
            description = "With a guest's token the guest's data moves to the new user, and the guest's session ends.")
    @APIResponse(
            responseCode = "201",
            description = "The account and its first session",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignedInView.class)))
    @ProblemTypes({"email-taken", "username-taken"})
    public RestResponse<SignedInView> register(@NotNull @Valid RegisterRequest request) {
        var command = request.toCommand(new UserId(Ids.next()));
        SignedIn signedIn = signUp.handle(command, caller.get());
        return answer(ResponseBuilder.created(URI.create("/v1/users/me")), signedIn, Optional.empty());
    }

    @POST
    @Path("/login")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "login", byAddress = true)
    @Operation(
            operationId = "login",
            summary = "Sign in by e-mail address or username",
            description = "With a guest's token the guest's data moves to the user, and the guest's session "
                    + "ends. Responses are delayed from the third wrong password in a row; after the "
                    + "fifth the name is locked out for that network (IPv4 /24, IPv6 /64). The cookie "
                    + "in the response keeps others from locking out this device.")
    @APIResponse(
            responseCode = "200",
            description = "The account and a new session",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignedInView.class)))
    @ProblemTypes({"invalid-credentials", "locked-out", "version-conflict"})
    public RestResponse<SignedInView> login(
            @NotNull @Valid LoginRequest request,
            @Parameter(description = "The cookie of an earlier sign-in") @CookieParam(DeviceCookie.NAME) @Nullable
                    String device) {
        Optional<String> shown = Optional.ofNullable(device);
        return answer(
                ResponseBuilder.ok(), signIn.handle(request.name(), request.password(), shown, caller.get()), shown);
    }

    private RestResponse<SignedInView> answer(
            ResponseBuilder<SignedInView> response, SignedIn signedIn, Optional<String> shownProof) {
        String proof = knownDevices.proofFor(signedIn.user().id(), shownProof);
        return response.cookie(deviceCookie.of(proof))
                .entity(SignedInView.from(signedIn, clock.instant()))
                .build();
    }

    @POST
    @Path("/reauthenticate")
    @RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
    @NoIdempotency
    @RateLimited("reauthenticate")
    @Operation(
            operationId = "reauthenticate",
            summary = "Reauthenticate with the password",
            description = "Deleting the account, exporting its data and changing the e-mail address need a "
                    + "token whose auth_time is at most 5 minutes ago: from a sign-in or from this "
                    + "operation. A refresh does not change auth_time. The refresh token stays valid.")
    @APIResponse(responseCode = "200", description = "An access token of the same session whose auth_time is now")
    @ProblemTypes({"invalid-refresh-token", "locked-out", "not-found", "version-conflict", "wrong-password"})
    public AccessTokenView reauthenticate(@NotNull @Valid ReauthenticateRequest request) {
        Caller asks = caller.get();
        SessionId session = asks.family().map(SessionId::new).orElseThrow(SessionProblem.InvalidRefreshToken::new);
        return AccessTokenView.from(reauthenticate.handle(new UserId(asks.id()), session, request.password()));
    }
}
