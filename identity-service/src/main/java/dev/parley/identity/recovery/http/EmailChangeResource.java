package dev.parley.identity.recovery.http;

import dev.parley.identity.recovery.application.CancelEmailChange;
import dev.parley.identity.recovery.application.ConfirmEmailChange;
import dev.parley.identity.recovery.application.FindEmailChange;
import dev.parley.identity.recovery.application.RequestEmailChange;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.http.RecentSignIn;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Changes of the caller's e-mail address, confirmed at both addresses. */
@Path("/v1/users/me/email-change")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "E-mail address")
public class EmailChangeResource {

    private final RequestEmailChange requestEmailChange;
    private final FindEmailChange findEmailChange;
    private final ConfirmEmailChange confirmEmailChange;
    private final CancelEmailChange cancelEmailChange;
    private final CurrentCaller caller;

    EmailChangeResource(
            RequestEmailChange requestEmailChange,
            FindEmailChange findEmailChange,
            ConfirmEmailChange confirmEmailChange,
            CancelEmailChange cancelEmailChange,
            CurrentCaller caller) {
        this.requestEmailChange = requestEmailChange;
        this.findEmailChange = findEmailChange;
        this.confirmEmailChange = confirmEmailChange;
        this.cancelEmailChange = cancelEmailChange;
        this.caller = caller;
    }

    @POST
    @RecentSignIn
    @RateLimited("email-change")
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Operation(
            summary = "Request a change of the e-mail address",
            description = "A mail to each address asks to confirm or cancel the change; a current address "
                    + "that was never verified is not asked. It can be confirmed for 24 hours; the "
                    + "address is not reserved meanwhile. A new request replaces an earlier one.")
    @APIResponse(responseCode = "202", description = "The change, and the addresses that must confirm it")
    @ProblemTypes({"email-taken", "email-unchanged", "not-found", "version-conflict"})
    public EmailChangeView request(@NotNull @Valid EmailChangeRequest request) {
        return EmailChangeView.from(requestEmailChange.handle(self(), new Email(request.email())));
    }

    @GET
    @RateLimited("account")
    @Operation(summary = "Get the pending change of the e-mail address")
    @APIResponse(responseCode = "200", description = "The change")
    @ProblemTypes("not-found")
    public EmailChangeView get() {
        return EmailChangeView.from(findEmailChange.handle(self()));
    }

    @POST
    @Path("/confirm")
    @RateLimited("email-verify")
    @Operation(
            summary = "Confirm a change of the e-mail address",
            description = "By the mailed token of one of the two addresses. The last confirmation gives the "
                    + "account the new address, verified, and ends all other sessions. It needs a "
                    + "session of the account, so that a recipient who does not know whose account it "
                    + "is cannot give it their address.")
    @APIResponse(responseCode = "200", description = "The change, and the confirmations that are still missing")
    @ProblemTypes({"email-taken", "invalid-email-change-token", "not-found", "version-conflict"})
    public EmailChangeView confirm(@NotNull @Valid EmailChangeTokenRequest request) {
        return EmailChangeView.from(confirmEmailChange.handle(
                self(), caller.get().family().map(SessionId::new), new MailedToken(request.token())));
    }

    @DELETE
    @RateLimited("account-change")
    @Operation(summary = "Cancel the pending change of the e-mail address")
    @APIResponse(responseCode = "204", description = "The change is canceled")
    @ProblemTypes({"not-found", "version-conflict"})
    public void cancel() {
        cancelEmailChange.handle(self());
    }

    private UserId self() {
        return new UserId(caller.get().id());
    }
}
