package dev.parley.identity.password.application;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.RandomBytes;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates an administrator at startup when there is no active one, above all at the first start. */
@ApplicationScoped
class FirstAdministrator {

    /** After the migrations, which begin at 100. */
    private static final int START = 150;

    private final Users users;
    private final RegisterUser registerUser;
    private final AppointAdministrator appointAdministrator;
    private final String email;
    private final Optional<String> password;

    FirstAdministrator(
            Users users,
            RegisterUser registerUser,
            AppointAdministrator appointAdministrator,
            @ConfigProperty(name = "parley.admin.email") String email,
            @ConfigProperty(name = "parley.admin.password") Optional<String> password) {
        this.users = users;
        this.registerUser = registerUser;
        this.appointAdministrator = appointAdministrator;
        this.email = email;
        this.password = password;
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        if (users.hasActiveAdministrator()) {
            return;
        }
        String secret = password.orElseGet(() -> RandomBytes.base64Url(18));
        if (isMade(secret) && password.isEmpty()) {
            // Printed once to the operator's console: logs are kept and shipped, so it is not logged.
            System.out.println("First administrator: " + email + " / " + secret);
        }
    }

    private boolean isMade(String secret) {
        try {
            registerUser.handle(new RegisterUser.Command(
                    new UserId(Ids.next()),
                    new Email(email),
                    Optional.empty(),
                    Optional.of("Administrator"),
                    secret,
                    Set.of(Role.USER, Role.ADMIN)));
            return true;
        } catch (UserProblem.EmailTaken taken) {
            return appointAdministrator.handle(new Email(email), secret);
        } catch (Problem refused) {
            throw new IllegalStateException(
                    "No first administrator with parley.admin.password (PARLEY_ADMIN_PASSWORD): "
                            + refused.getMessage(),
                    refused);
        }
    }
}
