package dev.parley.identity.recovery.http;

import dev.parley.identity.recovery.application.CancelEmailChange;
import dev.parley.identity.recovery.application.VerifyEmail;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operations behind the links in mails, on any device, signed in or not. */
@Path("/v1/auth/email")
@RunOnVirtualThread
@Tag(name = "E-mail address")
public class EmailResource {

    private final VerifyEmail verifyEmail;
    private final CancelEmailChange cancelEmailChange;
    private final CurrentCaller caller;

    EmailResource(VerifyEmail verifyEmail, CancelEmailChange cancelEmailChange, CurrentCaller caller) {
        this.verifyEmail = verifyEmail;
        this.cancelEmailChange = cancelEmailChange;
        this.caller = caller;
    }

    @POST
    @Path("/verify")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "email-verify", byAddress = true)
    @Operation(
            summary = "Verify an e-mail address with a mailed token",
            description = "With an access token of the account only the address is verified, so let the "
                    + "user sign in first. Without one the first verification clears everything that "
                    + "was set up since the registration, which may have been another person's: "
                    + "password, sessions, username, profile, preferences, addresses and linked "
                    + "channels. The user then chooses a password by POST /v1/auth/password/forgot.")
    @APIResponse(responseCode = "204", description = "Confirmed")
    @ProblemTypes({"invalid-verification-token", "version-conflict"})
    public void verify(@NotNull @Valid VerifyEmailRequest request) {
        Optional<UserId> signedInAs =
                Optional.of(caller.get()).filter(Caller::isUser).map(asks -> new UserId(asks.id()));
        verifyEmail.handle(new MailedToken(request.token()), signedInAs);
    }

    @POST
    @Path("/cancel-change")
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "email-verify", byAddress = true)
    @Operation(operationId = "cancelEmailChangeByToken", summary = "Cancel a change of the e-mail address by token")
    @APIResponse(responseCode = "204", description = "The change is canceled")
    @ProblemTypes({"invalid-email-change-token", "not-found", "version-conflict"})
    public void cancelChange(@NotNull @Valid EmailChangeTokenRequest request) {
        cancelEmailChange.handle(new MailedToken(request.token()));
    }
}
