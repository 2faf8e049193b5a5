package dev.parley.identity.password.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The password of the account one is signed in to. */
@Schema(example = """
        {"password":"correct horse battery"}""")
public record ReauthenticateRequest(
        @NotNull @Size(max = 1000) String password) {

    /** Without the password: this may end in a log. */
    @Override
    public String toString() {
        return "ReauthenticateRequest[…]";
    }
}
