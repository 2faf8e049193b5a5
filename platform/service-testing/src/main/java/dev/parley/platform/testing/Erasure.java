package dev.parley.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.privacy.PersonErasedV1;
import dev.parley.platform.privacy.UserDeletedV1;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;

/**
 * What a service's tests of export and erasure have in common: identity-service's side of it, and looking through the
 * whole database.
 */
public final class Erasure {

    /** With the text of bytes too: kept answers and parts of exports are bytes. */
    private static final JsonWriterSettings READABLE = JsonWriterSettings.builder()
            .binaryConverter((bytes, json) -> json.writeString(new String(bytes.getData(), StandardCharsets.UTF_8)))
            .build();

    private Erasure() {}

    /** Tells the service that this account was purged, and waits for its receipt. */
    public static JsonNode purge(String userId, String... guests) {
        TestBus.publish("identity.users", userId, new UserDeletedV1(userId, "purged", List.of(guests), 1), 9);
        return TestBus.awaitEvent("privacy.receipts", userId, PersonErasedV1.class)
                .data();
    }

    /** What the service hands out of this person, by what it is. */
    public static JsonNode export(String userId, String... guests) {
        String json = RestAssured.given()
                .auth()
                .oauth2(TestTokens.service("identity-service"))
                .contentType("application/json")
                .body(Map.of("guests", List.of(guests)))
                .post("/internal/privacy/{userId}", userId)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return EventJson.tree(json.getBytes(StandardCharsets.UTF_8)).get("data");
    }

    /** Where in the database this text stands, in whatever field of whatever document: {@code collection/id}. */
    public static List<String> traces(MongoDatabase database, String text) {
        List<String> traces = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            for (Document document : database.getCollection(collection).find()) {
                if (document.toJson(READABLE).contains(text)) {
                    traces.add(collection + "/" + document.get("_id"));
                }
            }
        }
        return traces;
    }
}
