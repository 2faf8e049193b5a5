package dev.parley.identity.password.http;

import dev.parley.identity.password.application.SignIn.Name;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Username;
import dev.parley.platform.problem.Problems;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An e-mail address or a username, with the password. */
@Schema(example = """
        {"email":"ann@example.com","password":"correct horse battery"}""")
public record LoginRequest(
        @Nullable @Size(max = 254) String email,
        @Nullable @Size(max = 30) String username,
        @NotNull @Size(max = 1000) String password) {

    Name name() {
        if (email != null && username == null) {
            return new Name.ByEmail(new Email(email));
        }
        if (username != null && email == null) {
            return new Name.ByUsername(new Username(username));
        }
        throw Problems.validation("email", "either email or username must be given");
    }

    /** Omits the password, because this may be logged. */
    @Override
    public String toString() {
        return "LoginRequest[…]";
    }
}
