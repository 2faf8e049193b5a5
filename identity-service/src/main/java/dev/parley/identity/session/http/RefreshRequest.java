package dev.parley.identity.session.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The newest refresh token of a session. */
@Schema(example = """
        {"refreshToken":"b3BhcXVlIGFuZCBjaGFuZ2VkIGF0IGVhY2ggdXNl"}""")
public record RefreshRequest(@NotBlank @Size(max = 500) String refreshToken) {

    /** Omits the token, because this may be logged. */
    @Override
    public String toString() {
        return "RefreshRequest[…]";
    }
}
