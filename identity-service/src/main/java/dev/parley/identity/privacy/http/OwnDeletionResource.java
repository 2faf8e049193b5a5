package dev.parley.identity.privacy.http;

import dev.parley.identity.privacy.application.DeleteAccount;
import dev.parley.identity.session.http.RecentSignIn;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deletion of the caller's account. */
@Path("/v1/users/me")
@RateLimited("account-change")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "Users")
public class OwnDeletionResource {

    private final DeleteAccount deleteAccount;
    private final CurrentCaller caller;
    private final Preconditions preconditions;

    OwnDeletionResource(DeleteAccount deleteAccount, CurrentCaller caller, Preconditions preconditions) {
        this.deleteAccount = deleteAccount;
        this.caller = caller;
        this.preconditions = preconditions;
    }

    @DELETE
    @RecentSignIn
    @Operation(
            operationId = "deleteMyAccount",
            summary = "Delete the caller's account",
            description = "Sign-ins are refused, and its tokens within a second. 30 days later the data of "
                    + "the account and of its owner is erased in every service.")
    @APIResponse(responseCode = "204", description = "The account is deleted")
    @ProblemTypes({"last-administrator", "not-found", "precondition-failed", "version-conflict"})
    public void delete() {
        deleteAccount.handle(new UserId(caller.get().id()), preconditions::check, (before, after) -> List.of());
    }
}
