package dev.parley.identity.recovery.http;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.http.MailAddress;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The new address of the caller's account. */
@Schema(example = """
        {"email":"ann@example.org"}""")
public record EmailChangeRequest(
        @NotNull @MailAddress @Schema(maxLength = Email.LONGEST)
        String email) {

    /** Omits the address, because this may be logged. */
    @Override
    public String toString() {
        return "EmailChangeRequest[…]";
    }
}
