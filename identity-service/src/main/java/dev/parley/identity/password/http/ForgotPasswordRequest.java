package dev.parley.identity.password.http;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.http.MailAddress;
import dev.parley.platform.text.TypedText;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The e-mail address of the account whose password is to be reset. */
public record ForgotPasswordRequest(
        @NotNull @MailAddress @Schema(maxLength = Email.LONGEST, examples = "ann@example.com")
        String email) {

    public ForgotPasswordRequest {
        // People paste addresses with spaces around them.
        email = email == null ? email : TypedText.normalized(email);
    }

    /** Omits the address, because this may be logged. */
    @Override
    public String toString() {
        return "ForgotPasswordRequest[…]";
    }
}
