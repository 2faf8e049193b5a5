package dev.parley.identity.password.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.SessionProblem;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.token.AccessToken;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Reauthenticates a signed-in user by password, for operations that a stolen token must not allow. */
@ApplicationScoped
public class Reauthenticate {

    private static final Logger LOG = Logger.getLogger(Reauthenticate.class);

    private final Users users;
    private final Sessions sessions;
    private final CheckPassword checkPassword;
    private final AccessTokens accessTokens;
    private final Clock clock;

    Reauthenticate(
            Users users, Sessions sessions, CheckPassword checkPassword, AccessTokens accessTokens, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.checkPassword = checkPassword;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /**
     * An access token of the session whose {@code auth_time} is now.
     *
     * @throws UserProblem.WrongPassword when it is wrong
     * @throws UserProblem.LockedOut after five wrong ones in a row
     */
    public AccessToken handle(UserId userId, SessionId sessionId, String password) {
        User user = users.find(userId).filter(User::isActive).orElseThrow(() -> Problems.notFound("user"));
        checkPassword.handle(user, password);
        Session session = OptimisticRetry.run(() -> {
            Session current = sessions.find(sessionId).orElseThrow(SessionProblem.InvalidRefreshToken::new);
            current.reauthenticate(clock.instant());
            sessions.save(current);
            return current;
        });
        LOG.infof("User reauthenticated: userId=%s sid=%s", userId, sessionId);
        return accessTokens.ofUser(user, sessionId.value(), session.state().authenticatedAt());
    }
}
