package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Somebody must be able to let the others in: a start without an administrator makes one, above all the first. */
@ApplicationScoped
class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

    /** After the migrations, which begin at 100. */
    private static final int START = 150;

    private final Users users;
    private final RegisterUser registerUser;
    private final String email;
    private final Optional<String> password;

    FirstAdministrator(
            Users users,
            RegisterUser registerUser,
            @ConfigProperty(name = "parley.admin.email") String email,
            @ConfigProperty(name = "parley.admin.password") Optional<String> password) {
        this.users = users;
        this.registerUser = registerUser;
        this.email = email;
        this.password = password;
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        if (users.hasActiveAdministrator()) {
            return;
        }
        String secret = password.orElseGet(FirstAdministrator::random);
        try {
            registerUser.handle(new RegisterUser.Command(
                    new UserId(Ids.next()),
                    new Email(email),
                    Optional.empty(),
                    Optional.of("Administrator"),
                    secret,
                    Set.of(Role.USER, Role.ADMIN)));
        } catch (UserProblem.EmailTaken e) {
            if (!users.hasActiveAdministrator()) { // else another copy was first
                LOG.errorf("There is no administrator, and the address for a new one has an account: name another");
            }
            return;
        } catch (Problem refused) {
            throw new IllegalStateException("parley.admin.password (PARLEY_ADMIN_PASSWORD) " + refused.getMessage());
        }
        if (password.isEmpty()) {
            // To the operator at the console, once; logs are kept and shipped, so it does not go there.
            System.out.println("First administrator: " + email + " / " + secret);
        }
    }

    private static String random() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
