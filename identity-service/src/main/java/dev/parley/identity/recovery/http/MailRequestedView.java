package dev.parley.identity.recovery.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a mail has been asked for; whether one goes out is not said. */
public record MailRequestedView(
        @Schema(examples = "If there is an account with this address, a mail is on its way.")
        String detail) {}
