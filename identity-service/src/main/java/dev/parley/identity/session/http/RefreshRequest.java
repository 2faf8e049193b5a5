package dev.parley.identity.session.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The newest refresh token of a session. */
public record RefreshRequest(@NotBlank @Size(max = 500) String refreshToken) {

    /** Without the token: this may end in a log. */
    @Override
    public String toString() {
        return "RefreshRequest[…]";
    }
}
