package dev.parley.identity.recovery.http;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose password is forgotten. */
public record ForgotPasswordRequest(
        @NotBlank @Email @Size(max = 254) @Schema(examples = "\"ann@example.com\"")
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
