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
 * Shared steps of a service's tests of export and erasure: the part of identity-service, and a search of the whole
 * database.
 */
public final class Erasure {

    /** Includes the text of bytes: stored responses and parts of exports are bytes. */
    private static final JsonWriterSettings READABLE = JsonWriterSettings.builder()
            .binaryConverter((bytes, json) -> json.writeString(new String(bytes.getData(), StandardCharsets.UTF_8)))
            .build();

    private Erasure() {}

    /** Publishes the purge of this account, and waits for the service's receipt. */
    public static JsonNode purge(String userId, String... guests) {
        TestBus.publish("identity.users", userId, new UserDeletedV1(userId, "purged", List.of(guests), 1), 9);
        return TestBus.awaitEvent("privacy.receipts", userId, PersonErasedV1.class)
                .data();
    }

    /** The service's export of this person, by name. */
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

    /** The documents of the database that contain this text in any field: {@code collection/id}. */
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
