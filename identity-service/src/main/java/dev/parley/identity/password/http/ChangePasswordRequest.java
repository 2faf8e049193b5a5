package dev.parley.identity.password.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The password as it is, and from now on. */
public record ChangePasswordRequest(
        @NotNull @Size(max = 1000) @Schema(examples = "correct horse")
        String currentPassword,

        @NotNull @GoodPassword @Schema(examples = "correct horse battery")
        String newPassword) {

    /** Without the passwords: this may end in a log. */
    @Override
    public String toString() {
        return "ChangePasswordRequest[…]";
    }
}
