package dev.parley.identity.password.http;

import dev.parley.identity.password.application.RegisterUser;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.http.MailAddress;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.http.Text;
import dev.parley.platform.text.TypedText;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new account; the display name defaults to the local part of the e-mail address. */
@Schema(example = """
        {"email":"ann@example.com","password":"correct horse battery","displayName":"Ann","username":"ann"}""")
public record RegisterRequest(
        @NotNull @MailAddress @Schema(maxLength = Email.LONGEST)
        String email,

        @NotNull @GoodPassword String password,

        @Nullable @Text(min = 2, max = 100) @PlainLine String displayName,

        @Nullable
        @Text(
                min = 3,
                max = 30,
                pattern = Username.PATTERN,
                message = "must be 3 to 30 letters, digits, dots, hyphens or underscores")
        String username) {

    public RegisterRequest {
        // People paste addresses with spaces around them.
        email = email == null ? email : TypedText.normalized(email);
    }

    RegisterUser.Command toCommand(UserId id) {
        return new RegisterUser.Command(
                id,
                new Email(email),
                Optional.ofNullable(username).map(Username::new),
                Optional.ofNullable(displayName).map(TypedText::normalized),
                password,
                Set.of(Role.USER));
    }

    /** Omits the password, because this may be logged. */
    @Override
    public String toString() {
        return "RegisterRequest[…]";
    }
}
