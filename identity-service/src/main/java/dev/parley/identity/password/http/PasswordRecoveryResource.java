package dev.parley.identity.password.http;

import dev.parley.identity.password.application.RequestPasswordReset;
import dev.parley.identity.password.application.ResetPassword;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.http.MailRequestedView;
import dev.parley.identity.user.domain.Email;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
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

/** Password reset by e-mail. */
@Path("/v1/auth/password")
@RunOnVirtualThread
@Cache(noStore = true)
@Tag(name = "Passwords")
public class PasswordRecoveryResource {

    private static final MailRequestedView REQUESTED =
            new MailRequestedView("If there is an account with this address, an e-mail is on its way.");

    private final RequestPasswordReset requestPasswordReset;
    private final ResetPassword resetPassword;

    PasswordRecoveryResource(RequestPasswordReset requestPasswordReset, ResetPassword resetPassword) {
        this.requestPasswordReset = requestPasswordReset;
        this.resetPassword = resetPassword;
    }

    @POST
    @Path("/forgot")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "password-forgot", byAddress = true)
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Operation(
            operationId = "requestPasswordReset",
            summary = "Request a password reset e-mail",
            description = "The response is the same whether the account exists or not. The link is valid "
                    + "for 10 minutes, once, until another one is requested; an account gets at most "
                    + "three within an hour. Using it also verifies the address.")
    @APIResponse(
            responseCode = "202",
            description = "The request is accepted",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MailRequestedView.class)))
    public MailRequestedView forgot(@NotNull @Valid ForgotPasswordRequest request) {
        requestPasswordReset.handle(new Email(request.email()));
        return REQUESTED;
    }

    @POST
    @Path("/reset")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "password-reset", byAddress = true)
    @Operation(
            operationId = "resetPassword",
            summary = "Reset the password with a mailed token",
            description = "Ends all sessions of the account and lifts a lock-out. An unverified address "
                    + "becomes verified, and everything that was set up in the account before is "
                    + "cleared.")
    @APIResponse(responseCode = "204", description = "The password is changed")
    @ProblemTypes({"invalid-reset-token", "version-conflict"})
    public void reset(@NotNull @Valid ResetPasswordRequest request) {
        resetPassword.handle(new MailedToken(request.token()), request.newPassword());
    }
}
