package dev.parley.identity.user.http;

import dev.parley.identity.user.application.AdministerUser;
import dev.parley.identity.user.application.FindUser;
import dev.parley.identity.user.application.ReactivateUser;
import dev.parley.identity.user.application.SuspendUser;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts, for administrators. */
@Path("/v1/users")
@RateLimited("administration")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Tag(name = "Administration")
public class UserAdministrationResource {

    private final FindUser findUser;
    private final Users users;
    private final AdministerUser administerUser;
    private final SuspendUser suspendUser;
    private final ReactivateUser reactivateUser;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final Clock clock;

    UserAdministrationResource(
            FindUser findUser,
            Users users,
            AdministerUser administerUser,
            SuspendUser suspendUser,
            ReactivateUser reactivateUser,
            CurrentCaller caller,
            Preconditions preconditions,
            Clock clock) {
        this.findUser = findUser;
        this.users = users;
        this.administerUser = administerUser;
        this.suspendUser = suspendUser;
        this.reactivateUser = reactivateUser;
        this.caller = caller;
        this.preconditions = preconditions;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listUsers",
            summary = "List user accounts",
            description = "Newest first. An account must match all given conditions.")
    @APIResponse(responseCode = "200", description = "A page of accounts")
    public Page<UserView> list(@BeanParam @Valid UserParameters parameters, @BeanParam @Valid PageRequest page) {
        Optional<UserId> after =
                page.after().map(cursor -> new UserId(Cursor.decode(cursor, 1).getFirst()));
        List<User.State> read = users.search(parameters.toFilter(), after, page.limit() + 1);
        return Page.of(read, page.limit(), user -> Cursor.encode(user.id().value()))
                .map(user -> UserView.from(user, clock.instant()));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getUser", summary = "Get a user account")
    @APIResponse(
            responseCode = "200",
            description = "The account, with its version as ETag",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UserView.class)))
    public Response get(@PathParam("id") String id) {
        User user = findUser.handle(new UserId(id));
        Response notModified = preconditions.notModified(user.version());
        return notModified == null ? answer(user) : notModified;
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            operationId = "updateUser",
            summary = "Change the roles and subscription of a user account",
            description = "A JSON merge patch. Access tokens contain the change from the next refresh on; a "
                    + "user who loses a role has to sign in again.")
    @APIResponse(
            responseCode = "200",
            description = "The account after the change",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UserView.class)))
    @ProblemTypes({
        "last-administrator",
        "own-account",
        "precondition-failed",
        "invalid-subscription-period",
        "version-conflict"
    })
    public Response update(@PathParam("id") String id, @NotNull @Valid AdministerUserRequest request) {
        return answer(administerUser.handle(new UserId(id), request.toChange(self()), preconditions::check));
    }

    @POST
    @Path("/{id}/suspend")
    @NoIdempotency // idempotent without a key, and a stored response would contain personal data
    @Operation(
            operationId = "suspendUser",
            summary = "Suspend a user account",
            description = "Its tokens are refused within a second.")
    @APIResponse(
            responseCode = "200",
            description = "The account after the change",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UserView.class)))
    @ProblemTypes({"last-administrator", "own-account", "precondition-failed", "user-deleted", "version-conflict"})
    public Response suspend(@PathParam("id") String id) {
        return answer(suspendUser.handle(new UserId(id), self(), preconditions::check));
    }

    @POST
    @Path("/{id}/reactivate")
    @NoIdempotency
    @Operation(operationId = "reactivateUser", summary = "Reactivate a suspended user account")
    @APIResponse(
            responseCode = "200",
            description = "The account after the change",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UserView.class)))
    @ProblemTypes({"precondition-failed", "user-deleted", "version-conflict"})
    public Response reactivate(@PathParam("id") String id) {
        return answer(reactivateUser.handle(new UserId(id), preconditions::check));
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
