package dev.parley.identity.privacy.http;

import dev.parley.identity.privacy.application.DeleteUser;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deletion of any account by administrators. */
@Path("/v1/users")
@RateLimited("administration")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Tag(name = "Administration")
public class DeletionResource {

    private final DeleteUser deleteUser;
    private final CurrentCaller caller;
    private final Preconditions preconditions;

    DeletionResource(DeleteUser deleteUser, CurrentCaller caller, Preconditions preconditions) {
        this.deleteUser = deleteUser;
        this.caller = caller;
        this.preconditions = preconditions;
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteUser",
            summary = "Delete a user account",
            description = "Sign-ins are refused, and its tokens within a second; 30 days later the data of "
                    + "the account and of its owner is erased in every service.")
    @APIResponse(
            responseCode = "204",
            description = "The account is deleted. Progress of the erasure: GET /v1/users/{id}/erasure")
    @ProblemTypes({"last-administrator", "own-account", "precondition-failed", "version-conflict"})
    public void delete(
            @PathParam("id") String id,
            @Parameter(description = "Purge and erase at once, also when it was deleted before")
                    @QueryParam("now")
                    @DefaultValue("false")
                    boolean now) {
        deleteUser.handle(new UserId(id), new UserId(caller.get().id()), now, preconditions::check);
    }
}
