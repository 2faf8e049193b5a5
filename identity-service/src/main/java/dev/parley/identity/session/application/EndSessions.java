package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.identity.session.domain.SignOutId;
import dev.parley.identity.session.domain.SignOuts;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.user.application.UserSessions;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.OptimisticRetry;
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
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Ends all sessions of a user: every service refuses their tokens within a second. The {@link SignOut} is stored first,
 * so that another instance resumes it when the process dies.
 *
 * <p>No session is missed: a concurrent refresh either comes before the end of its session or clashes with it, and a
 * concurrent sign-in reads the account again after its session is stored ({@link StartSession}), which is after the
 * change or before the sessions are searched here.
 */
@ApplicationScoped
public class EndSessions implements UserSessions {

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

    /** @param except the session that stays active, if any */
    public void handle(UserId user, Optional<SessionId> except) {
        handle(user, except, () -> {});
    }

    @Override
    public void endWith(UserId user, Runnable change) {
        handle(user, Optional.empty(), change);
    }

    @Override
    public void endIf(UserId user, BooleanSupplier change) {
        handleIf(user, Optional.empty(), change);
    }

    /**
     * Together with the change of the account that is the reason: a new password, a suspension. If the process dies
     * after the change, the sessions end all the same, half a minute later.
     *
     * @param change stores the change; if it throws a problem, nothing was stored and the sessions stay active
     */
    public void handle(UserId user, Optional<SessionId> except, Runnable change) {
        handleIf(user, except, () -> {
            change.run();
            return true;
        });
    }

    /** {@link #handle(UserId, Optional, Runnable)}, where the change returns whether the sessions have to end. */
    public void handleIf(UserId user, Optional<SessionId> except, BooleanSupplier change) {
        SignOut signOut = SignOut.request(new SignOutId(Ids.next()), user, except, clock.instant());
        signOuts.add(signOut);
        boolean haveToEnd;
        try {
            haveToEnd = change.getAsBoolean();
        } catch (Problem | VersionClash refused) {
            change(signOut.id(), SignOut::finish);
            throw refused;
        }
        if (haveToEnd) {
            carryOut(signOut);
        } else {
            change(signOut.id(), SignOut::finish);
        }
    }

    /**
     * Resumes a sign-out whose instance has died: it is unknown which sessions are older than the change, so all end.
     */
    void resume(SignOut open) {
        carryOut(open);
    }

    private void carryOut(SignOut signOut) {
        if (signOut.except().isEmpty()) {
            revokeTokens(signOut);
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
        change(signOut.id(), SignOut::finish);
        LOG.infof("Sessions ended: userId=%s count=%d", signOut.user(), ended);
    }

    /**
     * One event for all sessions. Tokens have an issue time in seconds: the current second is excluded, so that a
     * sign-in within it is not refused. A token issued earlier in that second belongs to a session that is revoked by
     * itself.
     */
    private void revokeTokens(SignOut signOut) {
        Instant now = clock.instant();
        Instant thisSecond = now.truncatedTo(ChronoUnit.SECONDS);
        change(signOut.id(), (current, at) -> current.revokeTokens(thisSecond, at));
        revoked.addSubject(signOut.user().value(), thisSecond, now.plus(AccessTokens.LIFE));
    }

    private void change(SignOutId id, BiConsumer<SignOut, Instant> step) {
        OptimisticRetry.run(() -> {
            Optional<SignOut> open = signOuts.find(id);
            open.ifPresent(signOut -> {
                step.accept(signOut, clock.instant());
                signOuts.save(signOut);
            });
            return open.isPresent();
        });
    }
}
