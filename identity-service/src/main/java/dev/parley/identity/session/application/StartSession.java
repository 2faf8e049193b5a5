package dev.parley.identity.session.application;

import dev.parley.identity.guest.LinkGuest;
import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.RefreshToken;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.token.AccessTokens;
import dev.parley.identity.token.RefreshSecret;
import dev.parley.identity.user.domain.User;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;

/** Begins the session of somebody who has shown who they are; what they did as a guest becomes theirs. */
@ApplicationScoped
class StartSession {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final LinkGuest linkGuest;
    private final EndSession endSession;
    private final RefreshSecret secret;
    private final Clock clock;

    StartSession(
            Sessions sessions,
            AccessTokens accessTokens,
            LinkGuest linkGuest,
            EndSession endSession,
            RefreshSecret secret,
            Clock clock) {
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.linkGuest = linkGuest;
        this.endSession = endSession;
        this.secret = secret;
        this.clock = clock;
    }

    /** The guest's session ends last: until then the whole request can be repeated with the guest's token. */
    SignedIn of(User user, Caller caller) {
        if (caller.isGuest()) {
            linkGuest.handle(caller.id(), user);
        }
        Started started = start(new Owner.Account(user.id()));
        if (caller.isGuest()) {
            endSession.handle(caller);
        }
        return new SignedIn(
                user,
                new Tokens(accessTokens.ofUser(user, started.session().id().value()), started.token()));
    }

    Tokens ofGuest(String anonymousId) {
        Started started = start(new Owner.Guest(anonymousId));
        return new Tokens(
                accessTokens.ofGuest(anonymousId, started.session().id().value()), started.token());
    }

    private record Started(Session session, RefreshToken token) {}

    private Started start(Owner owner) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        SessionId id = new SessionId(Ids.next());
        RefreshToken token = RefreshToken.first(id, random, secret.key());
        Session session = Session.start(id, owner, token, clock.instant());
        sessions.add(session);
        return new Started(session, token);
    }
}
