package dev.parley.identity.password.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The password of the caller's account. */
@Schema(example = """
        {"password":"correct horse battery"}""")
public record ReauthenticateRequest(
        @NotNull @Size(max = 1000) String password) {

    /** Omits the password, because this may be logged. */
    @Override
    public String toString() {
        return "ReauthenticateRequest[…]";
    }
}
