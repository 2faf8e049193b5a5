package dev.parley.analytics;

import static dev.parley.platform.testing.Requests.as;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.analytics.activity.SearchPerformedV1;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.Erasure;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Search queries are the only personal data of this service. */
@Tag("storage")
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ErasureTest {

    @Inject
    MongoDatabase database;

    private final String user = Ids.next();
    private final String guest = Ids.next();
    private final String other = Ids.next();
    private final String secret = "zenobia " + user;
    private final String shared = "unicorn " + user;

    private int published;

    private void searched(String query, long results, @Nullable String userId, @Nullable String anonymousId) {
        TestBus.publish(
                "activity.searches",
                user, // one partition: the events are ordered
                new SearchPerformedV1(query, results, userId, anonymousId, "chat", 3, Instant.now()),
                ++published);
    }

    @Test
    void exportsAllPersonalDataAndErasesIt() {
        searched(secret, 0, user, null);
        searched(secret, 2, null, guest);
        searched(shared, 0, user, null);
        searched(shared, 0, other, null);
        await().untilAsserted(() -> assertEquals(List.of(1L, 2L), List.of(inVain(secret), inVain(shared))));
        JsonNode before = Erasure.export(user, guest).get("searches");
        assertEquals(3, before.size());
        assertTrue(before.toString().contains(secret));

        JsonNode receipt = Erasure.purge(user, guest);

        assertEquals("analytics-service", receipt.get("service").asText());
        assertEquals(3, receipt.at("/counts/searches").asInt());
        assertEquals(List.of(), Erasure.traces(database, secret));
        assertEquals(List.of(0L, 1L), List.of(inVain(secret), inVain(shared)));
        for (String id : List.of("user:" + user, "guest:" + guest)) {
            assertEquals(List.of(), Erasure.traces(database, id));
        }
        assertEquals(1, Erasure.export(other).get("searches").size());
    }

    @Test
    void resumesAnErasureAfterACrash() {
        searched(secret, 0, user, null);
        await().until(() -> inVain(secret) == 1);
        database.getCollection("search_logs")
                .updateOne(
                        Filters.eq("asker", "user:" + user), new Document("$rename", Map.of("bucket", "leftBucket")));

        Erasure.purge(user);

        assertEquals(List.of(), Erasure.traces(database, secret));
    }

    @Test
    void deletesACountThatCannotBeRecomputed() {
        searched(secret, 0, user, null);
        await().until(() -> inVain(secret) == 1);
        Date closed = Date.from(Instant.now().minus(Duration.ofDays(500)));
        database.getCollection("rollups").updateOne(Filters.eq("query", secret), Updates.set("from", closed));

        Erasure.purge(user);

        assertEquals(List.of(), Erasure.traces(database, secret));
    }

    @Test
    void ignoresALateSearchOfAnErasedPerson() {
        Erasure.purge(user, guest);

        searched(secret, 0, user, null);
        searched(secret, 0, null, guest);
        searched(shared, 0, other, null);

        await().untilAsserted(() -> assertEquals(1, inVain(shared)));
        assertEquals(List.of(), Erasure.traces(database, secret));
    }

    /** The reported count of a zero-result query. */
    private long inVain(String query) {
        List<Map<String, Object>> items = as(TestTokens.manager())
                .get("/v1/analytics/searches/zero-results?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        List<Long> counts = new ArrayList<>();
        for (Map<String, Object> item : items) {
            if (query.equals(item.get("query"))) {
                counts.add(((Number) item.get("count")).longValue());
            }
        }
        return counts.isEmpty() ? 0 : counts.getFirst();
    }
}
