package dev.parley.identity.recovery.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Accepts the request for a mail, without revealing whether one is sent. */
public record MailRequestedView(
        @Schema(examples = "If there is an account with this address, an e-mail is on its way.")
        String detail) {}
