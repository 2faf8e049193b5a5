package dev.parley.identity.password.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The mailed token and the new password. */
public record ResetPasswordRequest(
        @NotBlank @Size(max = 200) @Schema(examples = "nqX3pQkV5m0Jf1zq0Z0cX2d8rW7uYtB6hK4sLw9aEgM")
        String token,

        @NotNull @GoodPassword @Schema(examples = "correct horse battery")
        String newPassword) {

    /** Omits both, because this may be logged. */
    @Override
    public String toString() {
        return "ResetPasswordRequest[…]";
    }
}
