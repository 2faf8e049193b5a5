package dev.parley.identity.password.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The token of the mail, and the password from now on. */
public record ResetPasswordRequest(
        @NotBlank @Size(max = 200) @Schema(examples = "nqX3pQkV5m0Jf1zq0Z0cX2d8rW7uYtB6hK4sLw9aEgM")
        String token,

        @NotNull @GoodPassword @Schema(examples = "correct horse battery")
        String newPassword) {

    /** Without either: this may end in a log. */
    @Override
    public String toString() {
        return "ResetPasswordRequest[…]";
    }
}
