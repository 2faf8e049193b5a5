package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.id.Ids;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linked channels. */
@ServiceTest
class ChannelsTest {

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;
    private String externalId;

    @BeforeEach
    void signUp() {
        ann = Client.register();
        externalId = "+233" + Ids.next();
    }

    @Test
    void areLinkedOnceAndNotVerified() {
        link(ann, "whatsapp").then().statusCode(201).body("externalId", equalTo(externalId));
        link(ann, "whatsapp").then().statusCode(201);

        as(ann.accessToken())
                .get("/v1/users/me/channels")
                .then()
                .statusCode(200)
                .body("items.provider", contains("whatsapp"))
                .body("items.verified", contains(false));
    }

    @Test
    void areFoundByServicesOnlyWhenVerified() {
        link(ann, "whatsapp").then().statusCode(201);
        lookUp("whatsapp").then().statusCode(404).body("type", equalTo("https://parley.dev/problems/not-found"));

        markVerified(ann);

        lookUp("whatsapp").then().statusCode(200).body("userId", equalTo(ann.id()));
        lookUp("telegram").then().statusCode(404);
    }

    @Test
    void areNotReservedByAnUnverifiedLink() throws Exception {
        List<Client.SignedIn> people = List.of(ann, Client.register(), Client.register());

        List<Integer> answers = AtOnce.run(people.stream()
                .<java.util.concurrent.Callable<Integer>>map(
                        person -> () -> link(person, "telegram").statusCode())
                .toList());

        assertEquals(List.of(201, 201, 201), answers);
    }

    @Test
    void areReservedByTheVerifiedAccountUntilUnlinked() {
        link(ann, "whatsapp").then().statusCode(201);
        markVerified(ann);
        Client.SignedIn other = Client.register();
        link(other, "whatsapp")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/channel-taken"));
        unlink(other).then().statusCode(404);

        unlink(ann).then().statusCode(204);

        unlink(ann).then().statusCode(404);
        link(other, "whatsapp").then().statusCode(201);
    }

    @Test
    void areAtMostTwenty() {
        for (int i = 0; i < 20; i++) {
            externalId = Ids.next();
            link(ann, "slack").then().statusCode(201);
        }
        externalId = Ids.next();

        link(ann, "slack")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/too-many-channels"));
    }

    @ParameterizedTest
    @CsvSource({"provider,Whats App,x", "provider,a:b,x", "externalId,whatsapp,a b", "externalId,whatsapp,''"})
    void haveValidNames(String field, String provider, String id) {
        as(ann.accessToken())
                .body(Map.of("provider", provider, "externalId", id))
                .post("/v1/users/me/channels")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(field));
    }

    private Response link(Client.SignedIn person, String provider) {
        return as(person.accessToken())
                .body(Map.of("provider", provider, "externalId", externalId))
                .post("/v1/users/me/channels");
    }

    private void markVerified(Client.SignedIn person) {
        database.getCollection("linked_channels")
                .updateOne(
                        Filters.and(Filters.eq("userId", person.id()), Filters.eq("externalId", externalId)),
                        Updates.set("verified", true));
    }

    private Response unlink(Client.SignedIn person) {
        return as(person.accessToken()).delete("/v1/users/me/channels/whatsapp/{id}", externalId);
    }

    private Response lookUp(String provider) {
        return as(serviceToken()).get("/internal/channels/{provider}/{id}", provider, externalId);
    }

    private static String serviceToken() {
        return Client.request()
                .body(Map.of("clientId", "catalog-service", "clientSecret", "catalog-secret"))
                .post("/internal/token")
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
    }
}
