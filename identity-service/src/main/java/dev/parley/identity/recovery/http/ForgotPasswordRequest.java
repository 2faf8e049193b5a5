package dev.parley.identity.recovery.http;

import dev.parley.identity.user.domain.Email;
import dev.parley.platform.http.Text;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose password is forgotten. */
public record ForgotPasswordRequest(
        @NotNull
        @Text(max = 254, pattern = Email.PATTERN, message = "must be a well-formed email address")
        @Schema(examples = "\"ann@example.com\"")
        String email) {

    public ForgotPasswordRequest {
        // People paste addresses with spaces around them.
        email = email == null ? email : email.strip();
    }

    /** Without the address: this may end in a log. */
    @Override
    public String toString() {
        return "ForgotPasswordRequest[…]";
    }
}
