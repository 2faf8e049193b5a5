package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.request;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class UsersTest {

    @Inject
    MongoDatabase database;

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
    }

    @Test
    void readTheirAccount() {
        as(ann.accessToken())
                .get("/v1/users/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(ann.id()))
                .body("email", equalTo(ann.email()))
                .body("status", equalTo("active"));
    }

    @Test
    void getNotModifiedForTheCurrentETag() {
        String etag = etag();

        as(ann.accessToken())
                .header("If-None-Match", etag)
                .get("/v1/users/me")
                .then()
                .statusCode(304);
    }

    @Test
    void changeTheirNameAndKeepEverythingElse() {
        String etag = etag();

        as(ann.accessToken())
                .header("If-Match", etag)
                .body(Map.of("displayName", " Anna "))
                .patch("/v1/users/me")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(etag)))
                .body("displayName", equalTo("Anna"));

        Client.login(ann.email(), Client.PASSWORD).then().statusCode(200).body("user.displayName", equalTo("Anna"));
    }

    @Test
    void cannotOverwriteAStaleVersion() {
        String etag = etag();
        rename("Anna").then().statusCode(200);

        as(ann.accessToken())
                .header("If-Match", etag)
                .body(Map.of("displayName", "Annie"))
                .patch("/v1/users/me")
                .then()
                .statusCode(412)
                .body("type", equalTo("https://parley.dev/problems/precondition-failed"));
    }

    @Test
    void cannotRaiseTheirOwnRole() {
        as(ann.accessToken())
                .body("{\"displayName\":\"Anna\",\"roles\":[\"admin\"]}")
                .patch("/v1/users/me")
                .then()
                .statusCode(400);
    }

    @Test
    void needAName() {
        rename(" ").then().statusCode(400).body("type", equalTo("https://parley.dev/problems/validation"));
    }

    @Test
    void areNotFoundOnceDeleted() {
        database.getCollection("users").deleteOne(Filters.eq("_id", ann.id()));

        as(ann.accessToken())
                .get("/v1/users/me")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/not-found"));
    }

    @Test
    void needAToken() {
        request().get("/v1/users/me").then().statusCode(401);
    }

    @Test
    void includeAnAdministratorFromTheFirstStart() {
        Client.login(TestSettings.ADMIN, TestSettings.ADMIN_PASSWORD)
                .then()
                .statusCode(200)
                .body("user.roles", equalTo(List.of("admin", "user")));
    }

    @Test
    void limitGuessesOfUsernames() {
        String address = Client.randomAddress();
        for (int i = 0; i < 10; i++) {
            takeUsername(address, "ann" + System.nanoTime()).then().statusCode(200);
        }

        takeUsername(address, "ann" + System.nanoTime())
                .then()
                .statusCode(429)
                .body("type", equalTo("https://parley.dev/problems/rate-limited"));
        rename("Anna").then().statusCode(200);
    }

    private Response takeUsername(String address, String username) {
        return Client.from(address)
                .auth()
                .oauth2(ann.accessToken())
                .body(Map.of("username", username))
                .patch("/v1/users/me");
    }

    private Response rename(String name) {
        return as(ann.accessToken()).body(Map.of("displayName", name)).patch("/v1/users/me");
    }

    private String etag() {
        return as(ann.accessToken())
                .get("/v1/users/me")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }
}
