package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.identity.session.domain.SignOuts;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.security.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Ends all sessions of a user: every service refuses their tokens within a second. That it is to happen is stored
 * first, so that it does although the process dies on the way.
 *
 * <p>Nobody slips through: a refresh at the same time either comes before the end of its session or clashes with it,
 * and a sign-in at the same time looks at the account once more when its session is stored ({@link StartSession}),
 * which is after the change or before the sessions are looked for here.
 */
@ApplicationScoped
public class EndSessions {

    private static final Logger LOG = Logger.getLogger(EndSessions.class);
    private static final int BATCH = 100;

    private final Sessions sessions;
    private final SignOuts signOuts;
    private final EndSession endSession;
    private final RevokedTokens revoked;
    private final Clock clock;

    EndSessions(Sessions sessions, SignOuts signOuts, EndSession endSession, RevokedTokens revoked, Clock clock) {
        this.sessions = sessions;
        this.signOuts = signOuts;
        this.endSession = endSession;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** @param except the session that goes on, if any */
    public void handle(UserId user, Optional<SessionId> except) {
        handle(user, except, () -> {});
    }

    /**
     * Together with the change of the account that is the reason: a new password, a suspension. When the process dies
     * after the change the sessions end all the same, half a minute later.
     *
     * @param change stores the change; a problem that it throws means that nothing was stored, and the sessions go on
     */
    public void handle(UserId user, Optional<SessionId> except, Runnable change) {
        handleIf(user, except, () -> {
            change.run();
            return true;
        });
    }

    /** {@link #handle(UserId, Optional, Runnable)}, where only the change shows whether the sessions have to end. */
    public void handleIf(UserId user, Optional<SessionId> except, BooleanSupplier change) {
        SignOut signOut = new SignOut(Ids.next(), user, except, clock.instant());
        signOuts.add(signOut);
        boolean haveToEnd;
        try {
            haveToEnd = change.getAsBoolean();
        } catch (Problem | VersionClash refused) {
            signOuts.done(signOut);
            throw refused;
        }
        if (haveToEnd) {
            carryOut(signOut);
        } else {
            signOuts.done(signOut);
        }
    }

    /** What a process that died has left: it is not known which sessions are older than the change, so all end. */
    void finish(SignOut left) {
        carryOut(left);
    }

    private void carryOut(SignOut signOut) {
        if (signOut.except().isEmpty()) {
            refuseTokens(signOut);
        }
        Optional<SessionId> before = Optional.empty();
        List<Session> read;
        int ended = 0;
        do {
            read = sessions.ofUser(signOut.user(), before, BATCH);
            for (Session session : read) {
                if (!signOut.except().equals(Optional.of(session.id()))) {
                    endSession.end(session);
                    ended++;
                }
                before = Optional.of(session.id());
            }
        } while (read.size() == BATCH);
        signOuts.done(signOut);
        LOG.infof("Sessions ended: userId=%s count=%d", signOut.user(), ended);
    }

    /**
     * One event for all of them. Tokens tell the second they were issued in: this very second is left out, so that
     * whoever signs in again within it is not refused. What was issued in it before belongs to a session that ends by
     * itself.
     */
    private void refuseTokens(SignOut signOut) {
        Instant now = clock.instant();
        Instant thisSecond = now.truncatedTo(ChronoUnit.SECONDS);
        signOuts.refuseTokens(signOut, thisSecond);
        revoked.addSubject(signOut.user().value(), thisSecond, now.plus(AccessTokens.LIFE));
    }
}
