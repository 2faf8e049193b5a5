package dev.parley.identity.recovery.http;

import dev.parley.identity.recovery.application.RequestEmailVerification;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Resends the verification e-mail. The first one is sent automatically. */
@Path("/v1/users/me/email-verification")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "E-mail address")
public class EmailVerificationResource {

    private static final MailRequestedView REQUESTED =
            new MailRequestedView("An e-mail is on its way, unless there were several within the last hour.");

    private final RequestEmailVerification requestEmailVerification;
    private final CurrentCaller caller;

    EmailVerificationResource(RequestEmailVerification requestEmailVerification, CurrentCaller caller) {
        this.requestEmailVerification = requestEmailVerification;
        this.caller = caller;
    }

    @POST
    @RateLimited("email-verification")
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Operation(
            summary = "Resend the verification e-mail",
            description =
                    "The links of earlier mails become invalid. An account gets at most three mails within an hour.")
    @APIResponse(
            responseCode = "202",
            description = "The request is accepted",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MailRequestedView.class)))
    @ProblemTypes({"email-already-verified", "not-found"})
    public MailRequestedView request() {
        requestEmailVerification.handle(new UserId(caller.get().id()));
        return REQUESTED;
    }
}
