package dev.parley.identity;

import static com.mongodb.client.model.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.identity.client.domain.ClientSecret;
import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.session.domain.Device;
import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.RefreshToken;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.identity.session.domain.SignOutId;
import dev.parley.identity.session.domain.SignOuts;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Username;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.RandomBytes;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Repositories return exactly the state that they store, and a field that becomes null is removed. */
@ServiceTest
class StoredFieldsTest {

    private final String id = Ids.next();
    private final UserId userId = new UserId(id);
    private final Email email = new Email(id + "@example.com");
    private final SecretKey secret = new SecretKeySpec(new byte[32], "HmacSHA256");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    MongoDatabase database;

    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Inject
    SignOuts signOuts;

    @Inject
    ApiClients clients;

    @Inject
    EmailChallenges challenges;

    @Test
    void ofAUser() {
        User user = User.register(
                userId, email, Optional.of(new Username("u" + id)), Optional.empty(), "hash", Set.of(Role.USER), now);
        users.add(user);
        User.State before = user.state();
        user.requestEmailChange(Ids.next(), new Email("new-" + email.value()), now);
        user.delete(now);
        users.save(user);
        assertTrue(stored("users", id)
                .keySet()
                .containsAll(List.of("username", "usernameKey", "emailChange", "deletedAt", "purgeAt")));

        user.cancelEmailChange(now);
        user.changeUsername(Optional.empty(), now);
        user.restoreAccess(before, now);
        users.save(user);

        for (String field : List.of("username", "usernameKey", "emailChange", "deletedAt", "purgeAt")) {
            assertFalse(stored("users", id).containsKey(field), field);
        }
        assertFalse(stored("users", id).containsValue(null));
        assertEquals(user.state(), users.find(userId).orElseThrow().state());
    }

    @Test
    void ofAUserThatWasChangedMeanwhileStay() {
        users.add(User.register(userId, email, Optional.empty(), Optional.empty(), "hash", Set.of(Role.USER), now));
        User one = users.find(userId).orElseThrow();
        User other = users.find(userId).orElseThrow();
        one.changePassword("one", now);
        users.save(one);

        other.changePassword("other", now);
        assertThrows(VersionClash.class, () -> users.save(other));

        assertEquals("one", stored("users", id).getString("passwordHash"));
    }

    @Test
    void ofASession() {
        SessionId sessionId = new SessionId(id);
        RefreshToken first = RefreshToken.first(sessionId, RandomBytes.next(32), secret);
        Session session =
                Session.start(sessionId, new Owner.Account(userId), first, new Device("agent", "203.0.113.7"), now);
        sessions.add(session);
        assertTrue(stored("refresh_tokens", id).keySet().containsAll(List.of("userAgent", "address")));

        session.refresh(first, first.successor(secret), Device.UNKNOWN, now);
        sessions.save(session);

        assertFalse(stored("refresh_tokens", id).containsKey("userAgent"));
        assertFalse(stored("refresh_tokens", id).containsKey("address"));
        assertFalse(stored("refresh_tokens", id).containsValue(null));
        assertEquals(session.state(), sessions.find(sessionId).orElseThrow().state());
        Session.State state = session.state();
        assertEquals(
                List.of(new Sessions.Summary(sessionId, Device.UNKNOWN, now, state.rotatedAt(), state.expiresAt())),
                sessions.list(userId, Optional.empty(), 10));
    }

    @Test
    void ofASignOut() {
        SignOutId signOutId = new SignOutId(id);
        SignOut signOut = SignOut.request(signOutId, userId, Optional.of(new SessionId(id)), now);
        signOuts.add(signOut);
        assertEquals(signOut.state(), signOuts.find(signOutId).orElseThrow().state());
        SignOut other = signOuts.find(signOutId).orElseThrow();

        signOut.finish(now);
        signOuts.save(signOut);

        assertFalse(stored("sign_outs", id).containsKey("openSince"));
        assertTrue(stored("sign_outs", id).containsKey("expiresAt"));
        assertTrue(signOuts.find(signOutId).isEmpty());
        other.revokeTokens(now, now);
        assertThrows(VersionClash.class, () -> signOuts.save(other));
    }

    @Test
    void ofAnApiClient() {
        ApiClientId clientId = new ApiClientId(id);
        ApiClient client = ApiClient.create(
                clientId,
                "client " + id,
                Set.of(),
                Optional.empty(),
                "user:" + id,
                Ids.next(),
                ClientSecret.of(RandomBytes.next(ClientSecret.RANDOM_BYTES)),
                now);
        clients.add(client, List.of());
        assertEquals(client.state(), clients.find(clientId).orElseThrow().state());
        clients.noteUse(clientId, now);

        client.revoke(now);
        clients.save(client, List.of());

        assertFalse(stored("api_clients", id).containsKey("nameKey"));
        assertFalse(stored("api_clients", id).containsValue(null));
        assertEquals(now, clients.find(clientId).orElseThrow().state().lastUsedAt(), "the use was noted meanwhile");
    }

    @Test
    void ofAnEmailChallenge() {
        MailedToken token = MailedToken.of(RandomBytes.next(MailedToken.SEED_BYTES), Purpose.PASSWORD_RESET, secret);
        EmailChallenge challenge = EmailChallenge.none(userId, Purpose.PASSWORD_RESET);
        challenge.issue(Ids.next(), token, email, now);
        challenges.save(challenge);
        assertEquals(
                challenge.state(),
                challenges
                        .findByToken(Purpose.PASSWORD_RESET, token.hash())
                        .orElseThrow()
                        .state());

        challenge.spend();
        challenges.save(challenge);

        Document stored = stored("address_proofs", id + "/password-reset");
        assertFalse(stored.containsKey("tokenHash"));
        assertFalse(stored.containsValue(null));
        EmailChallenge stale = EmailChallenge.none(userId, Purpose.PASSWORD_RESET);
        assertThrows(VersionClash.class, () -> challenges.save(stale));
    }

    private Document stored(String collection, String key) {
        return Objects.requireNonNull(
                database.getCollection(collection).find(eq("_id", key)).first());
    }
}
