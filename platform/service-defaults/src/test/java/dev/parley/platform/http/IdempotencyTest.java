package dev.parley.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.platform.app.Stack;
import dev.parley.platform.app.Things;
import dev.parley.platform.app.Tokens;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.http.IdempotencyKeys.Begun;
import dev.parley.platform.id.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class IdempotencyTest {

    @Inject
    MongoDatabase database;

    @Inject
    IdempotencyKeys keys;

    private static Response act(String user, String key, String name) {
        return given().auth()
                .oauth2(Tokens.user(user))
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"name\":\"" + name + "\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}")
                .post("/v1/things/acts");
    }

    private long runs(String name) {
        return database.getCollection("acts").countDocuments(Filters.eq("name", name));
    }

    @Test
    void replaysTheFirstResponse() {
        Response first = act("u1", "key-1", "once");
        Response again = act("u1", "\"key-1\"", "once");

        assertEquals(201, first.statusCode());
        assertEquals(201, again.statusCode());
        assertEquals(first.asString(), again.asString());
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(first.contentType(), again.contentType());
        assertEquals(null, first.header("Idempotent-Replayed"));
        assertEquals("true", again.header("Idempotent-Replayed"));
        assertEquals(1, runs("once"));
    }

    @Test
    void keysOfDifferentCallersAndPathsAreDifferent() {
        String mine = act("u1", "key-2", "theirs").jsonPath().getString("id");
        String theirs = act("u2", "key-2", "theirs").jsonPath().getString("id");
        assertNotEquals(mine, theirs);
        assertEquals(2, runs("theirs"));
    }

    @Test
    void refusesAReusedKeyWithAnotherBody() {
        act("u1", "key-3", "body-a");
        act("u1", "key-3", "body-b")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/idempotency-key-reused"));
        assertEquals(0, runs("body-b"));
    }

    @Test
    void requiresTheKeyWhereTheEndpointDoes() {
        given().auth()
                .oauth2(Tokens.user("u1"))
                .contentType("application/json")
                .body("{}")
                .post("/v1/things/acts")
                .then()
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/idempotency-key-missing"));
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "' ', 1", "two words, 1", "x, 201"})
    void rejectsAnInvalidKey(String text, int times) {
        act("u1", text.repeat(times), "invalid")
                .then()
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/idempotency-key-invalid"));
    }

    @Test
    void anInvalidRequestLeavesItsKeyUnused() {
        assertEquals(400, act("u1", "key-6", "").statusCode());

        Response corrected = act("u1", "key-6", "corrected");

        assertEquals(201, corrected.statusCode());
        assertNull(corrected.header("Idempotent-Replayed"));
        assertEquals(201, act("u1", "key-6", "corrected").statusCode());
        assertEquals(1, runs("corrected"));
    }

    @Test
    void aRefusalAfterAnEarlierAttemptKeepsItsIds() {
        Begun.Run first = assertInstanceOf(Begun.Run.class, keys.begin("refused", "user:u1", "f"));
        keys.release(first);
        Begun.Run second = assertInstanceOf(Begun.Run.class, keys.begin("refused", "user:u1", "f"));

        keys.forget(second);

        Begun.Run third = assertInstanceOf(Begun.Run.class, keys.begin("refused", "user:u1", "f"));
        assertEquals(first.seed(), third.seed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/things/acts/", "/v1/things/%61cts"})
    void otherSpellingsOfThePathAreTheSameScope(String path) {
        String name = "scope" + path.length();
        assertEquals(201, act("u1", "key-" + name, name).statusCode());

        given().auth()
                .oauth2(Tokens.user("u1"))
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .header("Idempotency-Key", "key-" + name)
                .body("{\"name\":\"" + name + "\",\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}")
                .post(path)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true");
        assertEquals(1, runs(name));
    }

    @Test
    void replaysARefusalAndAnEmptyResponse() {
        assertEquals(409, act("u1", "key-4", "sold").statusCode());
        Response again = act("u1", "key-4", "sold");
        assertEquals(409, again.statusCode());
        assertEquals("application/problem+json", again.contentType());
        assertEquals("true", again.header("Idempotent-Replayed"));
        assertEquals(1, runs("sold"));

        assertEquals(204, act("u1", "key-5", "silent").statusCode());
        assertEquals(204, act("u1", "key-5", "silent").statusCode());
        assertEquals(1, runs("silent"));
    }

    @ParameterizedTest
    @CsvSource({"fails, 500", "busy, 409"})
    void storesNoTransientFailureAndRetriesWithTheSameIds(String name, int status) {
        assertEquals(status, act("u1", "key-" + name, name).statusCode());
        Response again = act("u1", "key-" + name, name);
        assertEquals(status, again.statusCode());
        assertNull(again.header("Idempotent-Replayed"));
        List<String> ids = database.getCollection("acts")
                .find(Filters.eq("name", name))
                .map(act -> act.getString("thing"))
                .into(new ArrayList<>());
        assertEquals(2, ids.size());
        assertEquals(ids.get(0), ids.get(1));
        assertTrue(Ids.isValid(ids.get(0)));
    }

    @Test
    void runsOneOfTwentyConcurrentRequests() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Things.GATES.put("crowd", gate);
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> act("u1", "key-7", "crowd")));
            }
            Awaitility.await()
                    .until(() -> answers.stream().filter(Future::isDone).count() == 19);
            gate.countDown();
            Map<Integer, Long> byStatus = new java.util.TreeMap<>();
            for (Future<Response> answer : answers) {
                byStatus.merge(answer.get().statusCode(), 1L, Long::sum);
                if (answer.get().statusCode() == 409) {
                    assertEquals("1", answer.get().header("Retry-After"));
                }
            }
            assertEquals(Map.of(201, 1L, 409, 19L), byStatus);
        }
        assertEquals(1, runs("crowd"));
        assertEquals("true", act("u1", "key-7", "crowd").header("Idempotent-Replayed"));
    }

    @Test
    void anExpiredLeaseIsTakenOverOnceWithTheSameSeed() throws Exception {
        Begun.Run dead = assertInstanceOf(Begun.Run.class, keys.begin("dead", "user:u1", "f"));
        assertInstanceOf(Begun.Busy.class, keys.begin("dead", "user:u1", "f"));
        database.getCollection(IdempotencyKeys.COLLECTION)
                .updateOne(
                        Filters.eq("dead"),
                        Updates.set("leaseUntil", Date.from(Instant.now().minusSeconds(1))));

        List<Begun> turns = AtOnce.run(20, () -> keys.begin("dead", "user:u1", "f"));

        List<Begun.Run> winners = turns.stream()
                .filter(Begun.Run.class::isInstance)
                .map(Begun.Run.class::cast)
                .toList();
        assertEquals(1, winners.size());
        assertEquals(dead.seed(), winners.getFirst().seed());
        assertTrue(turns.stream().allMatch(turn -> turn instanceof Begun.Run || turn instanceof Begun.Busy));

        // Then: the dead one resumes too late, and only the winner's response is stored
        keys.complete(dead, new IdempotencyKeys.Answer(500, Map.of(), new byte[0]));
        keys.complete(winners.getFirst(), new IdempotencyKeys.Answer(201, Map.of(), new byte[] {1}));
        Begun.Replay replay = assertInstanceOf(Begun.Replay.class, keys.begin("dead", "user:u1", "f"));
        assertEquals(201, replay.answer().status());
    }

    @Test
    void anExpiredKeyCanBeUsedAgain() {
        Begun.Run old = assertInstanceOf(Begun.Run.class, keys.begin("old", "user:u9", "f"));
        keys.complete(old, new IdempotencyKeys.Answer(200, Map.of(), new byte[0]));
        Document stored = database.getCollection(IdempotencyKeys.COLLECTION)
                .find(Filters.eq("old"))
                .first();
        long hours = ChronoUnit.MINUTES.between(
                Instant.now(), stored.getDate("expiresAt").toInstant());
        assertTrue(hours > 23 * 60 && hours <= 24 * 60);
        database.getCollection(IdempotencyKeys.COLLECTION)
                .updateOne(Filters.eq("old"), Updates.set("expiresAt", new Date(1)));

        Begun.Run renewed = assertInstanceOf(Begun.Run.class, keys.begin("old", "user:u9", "other"));
        assertNotEquals(old.seed(), renewed.seed());
    }

    @Test
    void erasesTheStoredResponsesOfAUser() {
        keys.begin("gone", "user:gone", "f");
        keys.erase("user:gone");
        assertEquals(
                0,
                database.getCollection(IdempotencyKeys.COLLECTION).countDocuments(Filters.eq("caller", "user:gone")));
    }
}
