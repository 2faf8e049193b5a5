package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static io.restassured.RestAssured.given;

import dev.parley.platform.id.Ids;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps of administrators who manage API clients, and of API clients. */
public final class ApiClientSteps {

    private static @Nullable String administrator;

    private ApiClientSteps() {}

    /** A client with its secret. */
    public record Made(String id, String secret) {}

    public static synchronized String administrator() {
        if (administrator == null) {
            administrator = Client.signedIn(Client.login(TestSettings.ADMIN, TestSettings.ADMIN_PASSWORD), 200)
                    .accessToken();
        }
        return administrator;
    }

    public static Response create(Map<String, ?> body) {
        return as(administrator()).body(body).post("/v1/api-clients");
    }

    public static Made make(String... scopes) {
        return made(create(Map.of("name", aName(), "scopes", List.of(scopes))), 201);
    }

    public static String aName() {
        return "client " + Ids.next();
    }

    public static Made rotate(Made client, boolean atOnce) {
        return made(
                as(administrator()).queryParam("now", atOnce).post("/v1/api-clients/" + client.id() + "/rotate"), 200);
    }

    public static Response revoke(Made client) {
        return as(administrator()).delete("/v1/api-clients/" + client.id());
    }

    public static JsonPath read(Made client) {
        return as(administrator())
                .get("/v1/api-clients/" + client.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The form of a token request, from an address of its own. */
    public static RequestSpecification form() {
        return given().contentType("application/x-www-form-urlencoded")
                .header("X-Forwarded-For", Client.randomAddress());
    }

    public static Response token(Made client) {
        return form().formParam("grant_type", "client_credentials")
                .auth()
                .preemptive()
                .basic(client.id(), client.secret())
                .post("/v1/auth/token");
    }

    public static String accessToken(Made client) {
        return token(client).then().statusCode(200).extract().jsonPath().getString("access_token");
    }

    private static Made made(Response response, int status) {
        JsonPath body = response.then().statusCode(status).extract().jsonPath();
        return new Made(body.getString("clientId"), body.getString("clientSecret"));
    }
}
