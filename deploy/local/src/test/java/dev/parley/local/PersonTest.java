package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Export and erasure of a person across all services. */
@Tag("e2e")
class PersonTest {

    /** Includes the text of bytes: stored responses and parts of exports are bytes. */
    private static final JsonWriterSettings READABLE = JsonWriterSettings.builder()
            .binaryConverter((bytes, json) -> json.writeString(new String(bytes.getData(), StandardCharsets.UTF_8)))
            .build();

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static RunningParley parley;

    @BeforeAll
    static void start() {
        parley = RunningParley.get();
    }

    @Test
    void isExportedAndErasedEverywhere() {
        // Given a person with orders and messages
        String name = "Zenobia" + UUID.randomUUID().toString().replace("-", "");
        String sku = parley.product(5);
        Api guest = parley.gateway()
                .as(parley.gateway()
                        .post("/v1/auth/guest", Map.of())
                        .expecting(201)
                        .path("accessToken")
                        .asText());
        say(guest, "I am " + name);
        JsonNode account = guest.post(
                        "/v1/auth/register",
                        Map.of("email", name + "@example.org", "password", "correct horse", "displayName", name))
                .expecting(201);
        Api person = parley.gateway().as(account.path("accessToken").asText());
        person.post("/v1/users/me/addresses", address(name)).expecting(201);
        person.post("/v1/cart/items", Map.of("sku", sku, "quantity", 1)).expecting(200);
        person.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Prefer", "wait=10")
                .post(
                        "/v1/orders",
                        Map.of(
                                "shippingAddress",
                                address(name),
                                "payment",
                                Map.of("method", "test", "token", "tok_ok")))
                .expecting(201);
        say(person, name + " once more");

        // When they request an export
        Map<String, String> parts = export(person);

        // Then every service has contributed its part
        assertEquals(names(), parts.keySet());
        for (Service service : new Service[] {Service.IDENTITY, Service.ORDER, Service.CHAT}) {
            assertTrue(parts.get(service.serviceName()).contains(name), service + ": " + parts);
        }
        assertTrue(parts.get(Service.CHAT.serviceName()).contains("I am " + name), "as a guest, too");

        // When they are purged
        String id = account.path("user").path("id").asText();
        Api administrator = parley.administrator();
        administrator.delete("/v1/users/" + id + "?now=true").expecting(204);

        // Then every service has confirmed the erasure, and no data is left
        await().atMost(TIMEOUT).untilAsserted(() -> {
            JsonNode erasure = administrator.get("/v1/users/" + id + "/erasure").expecting(200);
            assertEquals("erased", erasure.path("phase").asText(), erasure::toString);
        });
        assertEquals(Map.of(), traces(name.toLowerCase(Locale.ROOT)));
        await().atMost(TIMEOUT).until(() -> person.get("/v1/users/me").status() == 401);
        assertEquals(404, administrator.get("/v1/users/" + id).status());
    }

    @Test
    void aRevokedTokenIsRefusedByAServiceThatStartsLater() {
        String token = parley.gateway()
                .post("/v1/auth/guest", Map.of())
                .expecting(201)
                .path("accessToken")
                .asText();
        Api cart = new Api(parley.settings().url(Service.CART));
        assertEquals(200, cart.as(token).get("/v1/cart").status());
        parley.gateway().as(token).post("/v1/auth/logout", Map.of()).expecting(204);
        ChildProcess process = parley.launcher().child(Service.CART);
        int restarts = process.restarts();
        process.kill();
        await().atMost(TIMEOUT).until(() -> process.isAlive() && process.restarts() > restarts);

        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(UncheckedIOException.class)
                .until(() -> cart.get("/q/health/ready").status() == 200);

        assertEquals(401, cart.as(token).get("/v1/cart").status());
    }

    private static void say(Api speaker, String text) {
        String conversation = speaker.post("/v1/conversations", Map.of())
                .expecting(201)
                .path("id")
                .asText();
        speaker.post(
                        "/v1/conversations/" + conversation + "/messages",
                        Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text))
                .expecting(200);
    }

    private static Map<String, ?> address(String name) {
        return Map.of(
                "name", name, "line1", "1 Example Street", "city", "Accra", "postalCode", "00233", "country", "GH");
    }

    private static Map<String, String> export(Api person) {
        String location = person.post("/v1/users/me/export", Map.of())
                .response()
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("https?://[^/]+", "");
        await().atMost(TIMEOUT).until(() -> person.get(location).status() == 200);
        Map<String, String> parts = new TreeMap<>();
        byte[] file = person.get(location).response().body();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName().replace(".json", ""), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Service service : Service.values()) {
            names.add(service.serviceName());
        }
        return names;
    }

    /** The number of documents per collection that contain this text, ignoring case. */
    private static Map<String, Integer> traces(String text) {
        Map<String, Integer> traces = new TreeMap<>();
        try (MongoClient client = MongoClients.create(parley.settings().mongodbUri())) {
            for (Service service : Service.values()) {
                MongoDatabase database = client.getDatabase(RunningParley.databaseOf(parley.settings(), service));
                for (String collection : database.listCollectionNames()) {
                    for (Document document : database.getCollection(collection).find()) {
                        if (document.toJson(READABLE).toLowerCase(Locale.ROOT).contains(text)) {
                            traces.merge(service.serviceName() + "/" + collection, 1, Integer::sum);
                        }
                    }
                }
            }
        }
        return traces;
    }
}
