package dev.parley.chat;

import static dev.parley.platform.testing.Requests.as;

import dev.parley.platform.testing.FakeUpstream;
import dev.parley.platform.testing.FakeUpstream.Answer;
import io.restassured.response.Response;
import java.util.Map;

/** Helpers of this service's tests. */
public final class Chatting {

    public static final String LAPTOPS = """
            {"items":[{"id":"0199d1c0-0000-7000-8000-000000000011","productId":"aster-13","marketplace":"own","name":"Aster 13 laptop","slug":"aster-13",
              "brand":"Aster","price":{"amount":"849.00","currency":"USD"},"variants":[
                {"sku":"LAP-13-SLV","attributes":{"color":"Silver"},"price":{"amount":"799.00","currency":"USD"},"availability":{"status":"in_stock","available":3}},
                {"sku":"LAP-13-BLK","attributes":{"color":"Black"},"price":{"amount":"849.00","currency":"USD"},"availability":{"status":"in_stock","available":5}}]}],
             "total":1,"page":1,"size":50,"totalPages":1,"facets":{}}""";

    private Chatting() {}

    /** A new conversation's id. */
    public static String conversation(String token) {
        return as(token)
                .body("{}")
                .post("/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Response say(String token, String conversation, String clientMessageId, String text) {
        return as(token)
                .body(Map.of("clientMessageId", clientMessageId, "text", text))
                .post("/v1/conversations/{id}/messages", conversation);
    }

    /** A fake catalog that always finds the laptops. */
    public static FakeUpstream catalog() {
        return FakeUpstream.of("catalog").answer("GET", "/v1/products", request -> Answer.json(200, LAPTOPS));
    }
}
