package dev.parley.identity.session.http;

import dev.parley.identity.session.application.EndSession;
import dev.parley.identity.session.application.KnownDevices;
import dev.parley.identity.session.application.Reauthenticate;
import dev.parley.identity.session.application.RefreshSession;
import dev.parley.identity.session.application.SignIn;
import dev.parley.identity.session.application.SignUp;
import dev.parley.identity.session.application.SignedIn;
import dev.parley.identity.session.application.StartGuestSession;
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
import io.quarkus.security.Authenticated;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Ways in and out. None of them takes an idempotency key: answers with tokens are not kept. */
@Path("/v1/auth")
@RunOnVirtualThread
@Cache(noStore = true)
@Tag(name = "Authentication")
public class AuthResource {

    private final SignUp signUp;
    private final SignIn signIn;
    private final StartGuestSession startGuestSession;
    private final RefreshSession refreshSession;
    private final Reauthenticate reauthenticate;
    private final EndSession endSession;
    private final KnownDevices knownDevices;
    private final DeviceCookie deviceCookie;
    private final CurrentCaller caller;
    private final Clock clock;

    AuthResource(
            SignUp signUp,
            SignIn signIn,
            StartGuestSession startGuestSession,
            RefreshSession refreshSession,
            Reauthenticate reauthenticate,
            EndSession endSession,
            KnownDevices knownDevices,
            DeviceCookie deviceCookie,
            CurrentCaller caller,
            Clock clock) {
        this.signUp = signUp;
        this.signIn = signIn;
        this.startGuestSession = startGuestSession;
        this.refreshSession = refreshSession;
        this.reauthenticate = reauthenticate;
        this.endSession = endSession;
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
            summary = "Makes an account and enters it",
            description =
                    "With a guest's token what the guest did becomes the new user's, and the guest's session ends.")
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
            summary = "Signs in by e-mail address or username",
            description =
                    "With a guest's token what the guest did becomes the user's, and the guest's session ends. Answers slow down from the third wrong password in a row; after the fifth the name is locked for that network (IPv4 /24, IPv6 /64). The cookie that comes with the answer keeps a device from being locked out by others.")
    @APIResponse(
            responseCode = "200",
            description = "The account and a new session",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignedInView.class)))
    @ProblemTypes({"invalid-credentials", "locked-out", "version-conflict"})
    public RestResponse<SignedInView> login(
            @NotNull @Valid LoginRequest request,
            @Parameter(description = "Set by an earlier sign-in") @CookieParam(DeviceCookie.NAME) @Nullable
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
    @Path("/guest")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "guest", byAddress = true)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Operation(operationId = "startGuestSession", summary = "Begins a session for somebody unknown")
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
            summary = "New tokens for a refresh token",
            description =
                    "Within 10 seconds the same request gets the same refresh token again; later a used one ends the session.")
    @APIResponse(responseCode = "200", description = "The next tokens of the session")
    @ProblemTypes({"invalid-refresh-token", "refresh-token-reused", "version-conflict"})
    public TokensView refresh(@NotNull @Valid RefreshRequest request) {
        return TokensView.from(refreshSession.handle(request.refreshToken()));
    }

    @POST
    @Path("/reauthenticate")
    @RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
    @NoIdempotency
    @RateLimited("reauthenticate")
    @Operation(
            operationId = "reauthenticate",
            summary = "Gives the password once more, for what needs a recent sign-in",
            description =
                    "Deleting the account, its export and another e-mail address need a token whose auth_time is at most 5 minutes ago: after a sign-in, or after this. A refresh does not change auth_time. The refresh token stays as it is.")
    @APIResponse(responseCode = "200", description = "An access token of the same session, with the auth_time of now")
    @ProblemTypes({"invalid-refresh-token", "locked-out", "not-found", "version-conflict", "wrong-password"})
    public AccessTokenView reauthenticate(@NotNull @Valid ReauthenticateRequest request) {
        Caller asks = caller.get();
        SessionId session = asks.family().map(SessionId::new).orElseThrow(SessionProblem.InvalidRefreshToken::new);
        return AccessTokenView.from(reauthenticate.handle(new UserId(asks.id()), session, request.password()));
    }

    @POST
    @RateLimited(RateLimited.DEFAULT)
    @Path("/logout")
    @Authenticated
    @NoIdempotency
    @Operation(
            operationId = "logout",
            summary = "Ends the session of the token: every service refuses it within a second")
    @APIResponse(responseCode = "204", description = "The session has ended")
    public void logout() {
        endSession.handle(caller.get());
    }
}
