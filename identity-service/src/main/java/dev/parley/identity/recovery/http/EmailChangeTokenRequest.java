package dev.parley.identity.recovery.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The mailed token of a change of the address. */
public record EmailChangeTokenRequest(
        @NotBlank @Size(max = 200) @Schema(examples = "nqX3pQkV5m0Jf1zq0Z0cX2d8rW7uYtB6hK4sLw9aEgM")
        String token) {

    /** Omits the token, because this may be logged. */
    @Override
    public String toString() {
        return "EmailChangeTokenRequest[…]";
    }
}
