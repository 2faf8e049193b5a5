package dev.parley.identity.session.application;

import dev.parley.identity.guest.LinkGuest;
import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.RefreshToken;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.token.AccessToken;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.token.RefreshSecret;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.RandomBytes;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Starts the session of an authenticated user; the data of their guest session becomes theirs. */
@ApplicationScoped
public class StartSession {

    private final Sessions sessions;
    private final Users users;
    private final AccessTokens accessTokens;
    private final LinkGuest linkGuest;
    private final EndSession endSession;
    private final RefreshSecret secret;
    private final CurrentDevice device;
    private final Clock clock;

    StartSession(
            Sessions sessions,
            Users users,
            AccessTokens accessTokens,
            LinkGuest linkGuest,
            EndSession endSession,
            RefreshSecret secret,
            CurrentDevice device,
            Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.accessTokens = accessTokens;
        this.linkGuest = linkGuest;
        this.endSession = endSession;
        this.secret = secret;
        this.device = device;
        this.clock = clock;
    }

    /**
     * The guest's session ends last: until then the whole request can be retried with the guest's token.
     *
     * @param user the account as it was when its password was checked
     * @throws UserProblem.InvalidCredentials when the account was suspended or deleted or its password changed since
     *     then
     */
    public SignedIn of(User user, Caller caller) {
        if (caller.isGuest()) {
            linkGuest.handle(caller.id(), user);
        }
        Started started = start(new Owner.Account(user.id()));
        confirm(user, started.session());
        if (caller.isGuest()) {
            endSession.handle(caller);
        }
        return new SignedIn(user, new Tokens(accessToken(user, started.session()), started.token()));
    }

    private AccessToken accessToken(User user, Session session) {
        return accessTokens.ofUser(user, session.id().value(), session.state().authenticatedAt());
    }

    /**
     * All sessions may have been ended because of a change that the sign-in did not read, before this one was stored:
     * see {@link EndSessions}.
     */
    private void confirm(User user, Session session) {
        boolean same = users.find(user.id())
                .filter(User::isActive)
                .filter(now -> now.state().passwordHash().equals(user.state().passwordHash()))
                .isPresent();
        if (!same) {
            endSession.end(session);
            throw new UserProblem.InvalidCredentials();
        }
    }

    Tokens ofGuest(String anonymousId) {
        Started started = start(new Owner.Guest(anonymousId));
        return new Tokens(
                accessTokens.ofGuest(anonymousId, started.session().id().value()), started.token());
    }

    private record Started(Session session, RefreshToken token) {}

    private Started start(Owner owner) {
        SessionId id = new SessionId(Ids.next());
        RefreshToken token = RefreshToken.first(id, RandomBytes.next(32), secret.key());
        Session session = Session.start(id, owner, token, device.get(), clock.instant());
        sessions.add(session);
        return new Started(session, token);
    }
}
