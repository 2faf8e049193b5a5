package dev.parley.identity.session.application;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.awaitRevoked;
import static dev.parley.identity.Client.refresh;
import static dev.parley.identity.Client.sid;
import static dev.parley.identity.Client.signedIn;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.Client;
import dev.parley.identity.ServiceTest;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class EndSessionsTest {

    @Inject
    EndSessions endSessions;

    @Inject
    RecurringJobs jobs;

    @Inject
    StartSession startSession;

    @Inject
    Users users;

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;
    private UserId id;

    @BeforeEach
    void signUp() {
        ann = Client.register();
        id = new UserId(ann.id());
    }

    @Test
    void publishesTheUserAndEachSession() {
        Client.SignedIn phone = signedIn(Client.login(ann.email(), PASSWORD), 200);

        endSessions.handle(id, Optional.empty());

        var ofUser = TestBus.awaitEvent(
                "identity.tokens",
                signOut().getString("_id"),
                event -> event.data().hasNonNull("sub"));
        assertEquals(ann.id(), ofUser.data().get("sub").asText());
        Instant issuedBefore = Instant.parse(ofUser.data().get("issuedBefore").asText());
        assertEquals(0, issuedBefore.getNano(), "a token of this second belongs to a session or is good");
        assertTrue(!issuedBefore.isAfter(Instant.now()));
        TestBus.awaitEvent("identity.tokens", sid(ann.accessToken()), event -> true);
        TestBus.awaitEvent("identity.tokens", sid(phone.accessToken()), event -> true);
    }

    @Test
    void keepsOneSessionAndRevokesTheOthersBySession() {
        Client.SignedIn phone = signedIn(Client.login(ann.email(), PASSWORD), 200);

        endSessions.handle(id, Optional.of(new SessionId(sid(ann.accessToken()))));

        awaitRevoked(phone.accessToken());
        as(ann.accessToken()).get("/v1/users/me").then().statusCode(200);
        assertEquals(List.of(), TestBus.eventsOf("identity.tokens", signOut().getString("_id")));
    }

    @Test
    void endsAConcurrentRefresh() throws Exception {
        for (int round = 0; round < 5; round++) {
            Client.SignedIn one = signedIn(Client.login(ann.email(), PASSWORD), 200);
            List<Callable<Response>> race = new ArrayList<>();
            race.add(() -> refresh(one.refreshToken()));
            race.add(() -> as(one.accessToken()).delete("/v1/users/me/sessions"));
            race.add(() -> refresh(one.refreshToken()));

            List<Response> answers = AtOnce.run(race);

            for (Response answer : List.of(answers.getFirst(), answers.getLast())) {
                if (answer.statusCode() == 200) {
                    awaitRevoked(answer.jsonPath().getString("accessToken"));
                    refresh(answer.jsonPath().getString("refreshToken")).then().statusCode(401);
                }
            }
            awaitRevoked(one.accessToken());
        }
    }

    @Test
    void endsARefreshBetweenTheChangeAndTheEnd() {
        AtomicReference<Response> refreshed = new AtomicReference<>();

        endSessions.handle(id, Optional.empty(), () -> refreshed.set(refresh(ann.refreshToken())));

        awaitRevoked(refreshed.get().jsonPath().getString("accessToken"));
        refresh(refreshed.get().jsonPath().getString("refreshToken")).then().statusCode(401);
    }

    @Test
    void endsASignInThatHasReadTheOldPassword() {
        User withOldPassword = users.find(id).orElseThrow();
        endSessions.handle(id, Optional.empty(), () -> set("passwordHash", "another"));

        assertThrows(
                UserProblem.InvalidCredentials.class,
                () -> startSession.of(withOldPassword, Caller.nobody("identity-service")));

        assertEquals(0, openSessions());
    }

    @Test
    void endsASignInThatHasNotReadTheSuspension() {
        User active = users.find(id).orElseThrow();
        endSessions.handle(id, Optional.empty(), () -> set("status", "suspended"));

        assertThrows(
                UserProblem.InvalidCredentials.class, () -> startSession.of(active, Caller.nobody("identity-service")));

        assertEquals(0, openSessions());
    }

    @Test
    void isResumedWhenTheProcessDiesAfterTheChange() {
        assertThrows(
                IllegalStateException.class,
                () -> endSessions.handle(id, Optional.empty(), () -> {
                    throw new IllegalStateException("the process dies here");
                }));
        assertEquals(1, openSessions());

        jobs.run("sign-outs-left", Instant.now().plus(Duration.ofSeconds(31)));

        awaitRevoked(ann.accessToken());
        assertEquals(0, openSessions());
        assertEquals(0, database.getCollection("sign_outs").countDocuments(Filters.exists("openSince")));
    }

    @Test
    void doesNotHappenWhenTheChangeIsRefused() {
        assertThrows(
                Problem.class,
                () -> endSessions.handle(id, Optional.empty(), () -> {
                    throw Problems.versionConflict();
                }));

        jobs.run("sign-outs-left", Instant.now().plus(Duration.ofSeconds(31)));

        as(ann.accessToken())
                .get("/v1/users/me/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    private void set(String field, String value) {
        database.getCollection("users").updateOne(Filters.eq("_id", ann.id()), Updates.set(field, value));
    }

    private Document signOut() {
        return database.getCollection("sign_outs")
                .find(Filters.eq("userId", ann.id()))
                .first();
    }

    private long openSessions() {
        return database.getCollection("refresh_tokens")
                .countDocuments(Filters.and(Filters.eq("userId", ann.id()), Filters.exists("revokedAt", false)));
    }
}
