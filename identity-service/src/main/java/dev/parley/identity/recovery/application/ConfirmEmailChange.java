package dev.parley.identity.recovery.application;

import dev.parley.identity.recovery.application.FindEmailChange.Proven;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.domain.RecoveryProblem.InvalidEmailChangeToken;
import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.user.domain.EmailChange;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * A person confirms a change of the e-mail address at one of its ends. They are signed in to the account: a person who
 * only reads the mail, and may not know whose account it is, does not become its address. With the last end the account
 * has the new address, and every session but the one it is done in ends.
 */
@ApplicationScoped
public class ConfirmEmailChange {

    private static final Logger LOG = Logger.getLogger(ConfirmEmailChange.class);

    private final FindEmailChange findEmailChange;
    private final Users users;
    private final EndSessions endSessions;
    private final AdminActions adminActions;
    private final Clock clock;

    ConfirmEmailChange(
            FindEmailChange findEmailChange,
            Users users,
            EndSessions endSessions,
            AdminActions adminActions,
            Clock clock) {
        this.findEmailChange = findEmailChange;
        this.users = users;
        this.endSessions = endSessions;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /**
     * Confirming one end twice is confirming it once.
     *
     * @param session where it is done
     * @return the change, with the ends that are still awaited: none when the account has the new address
     * @throws InvalidEmailChangeToken when the token does not count, or not any more
     * @throws UserProblem.EmailTaken when another account got the address meanwhile
     */
    public EmailChange handle(UserId id, Optional<SessionId> session, MailedToken token) {
        AtomicReference<EmailChange> result = new AtomicReference<>();
        endSessions.handleIf(id, session, () -> {
            EmailChange change = OptimisticRetry.run(() -> confirm(id, token));
            result.set(change);
            return change.awaited().isEmpty();
        });
        EmailChange change = Objects.requireNonNull(result.get(), "confirmed");
        LOG.infof("E-mail change confirmed: userId=%s awaited=%s", id, change.awaited());
        return change;
    }

    private EmailChange confirm(UserId id, MailedToken token) {
        Proven proven = findEmailChange.handle(token);
        if (!proven.user().id().equals(id)) {
            throw new InvalidEmailChangeToken();
        }
        EmailChange change = proven.user().confirmEmailChange(proven.end(), clock.instant());
        boolean changed = change.awaited().isEmpty();
        users.save(
                proven.user(),
                changed
                        ? adminActions
                                .record("user.email-changed", "user", id.value())
                                .personal("email")
                                .events()
                        : List.of());
        return change;
    }
}
