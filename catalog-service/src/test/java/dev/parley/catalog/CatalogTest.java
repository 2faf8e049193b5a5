package dev.parley.catalog;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The base of tests of the running service. */
@QuarkusTestResource(StackResource.class)
public abstract class CatalogTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    protected static final String TSV = "text/tab-separated-values";
    protected static final String HEADER =
            "id\ttitle\tdescription\tlink\timage_link\tavailability\tquantity\tprice\tbrand\tproduct_type\titem_group_id\tcolor\n";

    /** A row of a feed with {@link #HEADER}. */
    protected static String row(
            String id, String title, String availability, String quantity, String price, String group, String color) {
        return String.join(
                        "\t",
                        id,
                        title,
                        "About " + title,
                        "https://shop.example/p/" + id,
                        "https://shop.example/i/" + id + ".jpg",
                        availability,
                        quantity,
                        price,
                        "Korvane",
                        "Electronics > Computers > Laptops",
                        group,
                        color)
                + "\n";
    }

    /** A product without options. */
    protected static String row(String id, String title, int quantity, String price) {
        return row(id, title, "in_stock", Integer.toString(quantity), price, "", "Black");
    }

    protected static HttpResponse<String> post(String query, String type, Object feed) {
        return post(TestTokens.manager(), query, type, feed);
    }

    /** Sends a feed (text, bytes or a stream) unchanged. */
    protected static HttpResponse<String> post(String token, String query, String type, Object feed) {
        BodyPublisher body = switch (feed) {
            case String text -> BodyPublishers.ofString(text);
            case InputStream stream -> BodyPublishers.ofInputStream(() -> stream);
            default -> BodyPublishers.ofByteArray((byte[]) feed);
        };
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/imports" + query))
                .header("Content-Type", type)
                .POST(body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Imports a feed and awaits its end. */
    protected static JsonPath imported(String query, String type, Object feed) {
        HttpResponse<String> started = post(query, type, feed);
        assertEquals(202, started.statusCode(), started::body);
        String location = started.headers().firstValue("Location").orElseThrow();
        AtomicReference<JsonPath> last = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    last.set(asManager(location.substring(location.indexOf("/v1/")))
                            .statusCode(200)
                            .extract()
                            .jsonPath());
                    return last.get().get("finishedAt") != null;
                });
        return last.get();
    }

    protected static JsonPath imported(String feed) {
        return imported("", TSV, feed);
    }

    protected static ValidatableResponse asManager(String path) {
        return as(TestTokens.manager()).get(path).then();
    }

    protected static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    /** The only product that a search for these words finds. */
    protected static JsonPath theOne(String words) {
        JsonPath found = given().queryParam("q", words)
                .get("/v1/products")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        if (found.getInt("total") != 1) {
            throw new AssertionError("found " + found.prettify());
        }
        return found.setRootPath("items[0]");
    }
}
