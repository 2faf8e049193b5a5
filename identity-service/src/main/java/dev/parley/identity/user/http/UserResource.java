package dev.parley.identity.user.http;

import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.application.FindUser;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.RateLimits;
import dev.parley.platform.http.RequestOrigin;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's account. */
@Path("/v1/users/me")
@RateLimited("account-change")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "Users")
public class UserResource {

    private final FindUser findUser;
    private final ChangeUser changeUser;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final RateLimits limits;
    private final RequestOrigin origin;
    private final Clock clock;

    UserResource(
            FindUser findUser,
            ChangeUser changeUser,
            CurrentCaller caller,
            Preconditions preconditions,
            RateLimits limits,
            RequestOrigin origin,
            Clock clock) {
        this.findUser = findUser;
        this.changeUser = changeUser;
        this.caller = caller;
        this.preconditions = preconditions;
        this.limits = limits;
        this.origin = origin;
        this.clock = clock;
    }

    @GET
    @RateLimited("account")
    @Operation(operationId = "getMyAccount", summary = "Get the caller's account")
    @APIResponse(
            responseCode = "200",
            description = "The account, with its version as ETag",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UserView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the version in If-None-Match")
    @ProblemTypes("not-found")
    public Response me() {
        User user = findUser.handle(self());
        Response notModified = preconditions.notModified(user.version());
        return notModified == null ? answer(user) : notModified;
    }

    @PATCH
    @Operation(
            operationId = "updateMyAccount",
            summary = "Change the caller's account",
            description = "A JSON merge patch: absent members stay, null removes.")
    @APIResponse(
            responseCode = "200",
            description = "The account after the change",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UserView.class)))
    @ProblemTypes({"not-found", "precondition-failed", "invalid-price-range", "username-taken", "version-conflict"})
    public Response update(@NotNull @Valid ChangeUserRequest request) {
        if (request.username()
                != null) { // otherwise unlimited requests could find out from "username-taken" which usernames exist
            limits.count("username-check", "network:" + origin.network().orElse("unknown"));
        }
        return answer(changeUser.handle(self(), request.toChange(), preconditions::check));
    }

    private UserId self() {
        return new UserId(caller.get().id());
    }

    private Response answer(User user) {
        return Response.ok(UserView.from(user.state(), clock.instant()))
                .header("ETag", ETags.of(user.version()))
                .build();
    }
}
