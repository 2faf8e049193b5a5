package dev.parley.identity.password.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The current and the new password. */
public record ChangePasswordRequest(
        @NotNull @Size(max = 1000) @Schema(examples = "correct horse")
        String currentPassword,

        @NotNull @GoodPassword @Schema(examples = "correct horse battery")
        String newPassword) {

    /** Omits the passwords, because this may be logged. */
    @Override
    public String toString() {
        return "ChangePasswordRequest[…]";
    }
}
