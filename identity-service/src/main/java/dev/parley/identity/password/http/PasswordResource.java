package dev.parley.identity.password.http;

import dev.parley.identity.password.application.ChangePassword;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's password. */
@Path("/v1/users/me/password")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "Passwords")
public class PasswordResource {

    private final ChangePassword changePassword;
    private final CurrentCaller caller;

    PasswordResource(ChangePassword changePassword, CurrentCaller caller) {
        this.changePassword = changePassword;
        this.caller = caller;
    }

    @PUT
    @RateLimited("password-change")
    @Operation(
            summary = "Change the caller's password",
            description = "Ends all other sessions; the caller's session stays active.")
    @APIResponse(responseCode = "204", description = "The password is changed")
    @ProblemTypes({"locked-out", "not-found", "version-conflict", "wrong-password"})
    public void change(@NotNull @Valid ChangePasswordRequest request) {
        Caller asks = caller.get();
        changePassword.handle(new ChangePassword.Command(
                new UserId(asks.id()),
                asks.family().map(SessionId::new),
                request.currentPassword(),
                request.newPassword()));
    }
}
