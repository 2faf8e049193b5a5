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
 * Confirms a change of the e-mail address at one of the two addresses. The caller must be signed in to the account, so
 * that a recipient who does not know whose account it is cannot give it their address. The last confirmation changes
 * the address, and ends every session but the caller's.
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
     * Idempotent.
     *
     * @param session the caller's session, which stays active
     * @return the change with the confirmations that are still missing: none when the account has the new address
     * @throws InvalidEmailChangeToken when the token is invalid, expired or used
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
