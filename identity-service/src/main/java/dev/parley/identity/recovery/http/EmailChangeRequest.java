package dev.parley.identity.recovery.http;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.http.MailAddress;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The address that one's account is to get. */
@Schema(example = """
        {"email":"ann@example.org"}""")
public record EmailChangeRequest(
        @NotNull @MailAddress @Schema(maxLength = Email.LONGEST)
        String email) {

    /** Without the address: this may end in a log. */
    @Override
    public String toString() {
        return "EmailChangeRequest[…]";
    }
}
