package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.privacy.PersonErasedV1;
import dev.parley.platform.testing.Erasure;
import dev.parley.platform.testing.FakeUpstream;
import dev.parley.platform.testing.FakeUpstream.Answer;
import dev.parley.platform.testing.TestBus;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The export of a person's data from every service. */
@ServiceTest
class ExportTest {

    private static final List<String> OTHERS = List.of("catalog", "cart", "order", "chat", "analytics");

    @Inject
    MongoDatabase database;

    @Inject
    RecurringJobs jobs;

    private final Map<String, FakeUpstream> services = new HashMap<>();
    private Client.SignedIn guest;
    private Client.SignedIn ann;

    @BeforeEach
    void startOtherServices() {
        guest = Client.guest();
        ann = Client.register(as(guest.accessToken()));
        OTHERS.forEach(this::open);
    }

    @AfterEach
    void stopOtherServices() {
        services.values().forEach(FakeUpstream::close);
    }

    private void open(String service) {
        services.put(
                service,
                FakeUpstream.of(service)
                        .answer(
                                "POST",
                                "/internal/privacy/*",
                                request -> Answer.json(200, """
                                {"service":"%s-service","userId":"%s","data":{"things":["%s of %s"]}}""".formatted(
                                                service,
                                                request.path().substring("/internal/privacy/".length()),
                                                service,
                                                request.body().replace("\"", "")))));
    }

    @Test
    void hasAFileOfEveryServiceInSeconds() throws IOException {
        String location = start();

        Map<String, String> files = unzip(whenReady(location));

        assertEquals(
                Set.of(
                        "identity-service.json",
                        "catalog-service.json",
                        "cart-service.json",
                        "order-service.json",
                        "chat-service.json",
                        "analytics-service.json"),
                files.keySet());
        assertTrue(files.get("identity-service.json").contains(ann.email()));
        assertTrue(files.get("cart-service.json").contains("cart of {guests:[" + guest.id() + "]}"));
        FakeUpstream.Request asked = services.get("chat").requests().getFirst();
        assertEquals("/internal/privacy/" + ann.id(), asked.path());
        assertTrue(asked.headers().get("Authorization").getFirst().startsWith("Bearer "));
        assertTrue(TestBus.events("identity.users").stream()
                .noneMatch(event -> event.data().toString().contains(ann.email())));
    }

    @Test
    void waitsForAnUnavailableServiceAndNamesIt() throws IOException {
        services.remove("chat").close();
        String location = start();
        await().untilAsserted(() -> fetch(location)
                .then()
                .statusCode(202)
                .header("Retry-After", "1")
                .body("status", is("pending"))
                .body("waitingFor", contains("chat-service")));

        open("chat");

        assertEquals(6, unzip(whenReady(location)).size());
        assertEquals(1, services.get("cart").requests().size(), "what was there was not asked for again");
    }

    @Test
    void refusesAnInvalidPart() {
        services.get("order")
                .answer("POST", "/internal/privacy/*", request -> Answer.json(200, "{\"service\":\"order-service\""));

        String location = start();

        await().untilAsserted(
                        () -> fetch(location).then().statusCode(202).body("waitingFor", contains("order-service")));
    }

    @Test
    void isStartedOnceWhileItRuns() throws Exception {
        services.remove("chat").close();

        List<String> locations = AtOnce.run(3, this::start);

        assertEquals(1, Set.copyOf(locations).size(), locations::toString);
    }

    @Test
    void aLargePartIsStoredInPieces() throws IOException {
        String much = "x".repeat(9 * 1024 * 1024);
        services.get("chat")
                .answer("POST", "/internal/privacy/*", request -> Answer.json(200, """
                        {"service":"chat-service","userId":"%s","data":{"things":["%s"]}}""".formatted(ann.id(), much)));

        String part = unzip(whenReady(start())).get("chat-service.json");

        assertTrue(part.contains(much));
    }

    @Test
    void aPersonWithManyGuestsHasEverythingOnce() throws IOException {
        List<String> guests = new ArrayList<>(List.of(guest.id()));
        Stream.generate(Ids::next).limit(2_500).forEach(guests::add);
        database.getCollection("guest_links")
                .insertMany(guests.stream()
                        .skip(1)
                        .map(id -> new Document("_id", id)
                                .append("userId", ann.id())
                                .append("createdAt", new Date()))
                        .toList());
        services.get("cart")
                .answer(
                        "POST",
                        "/internal/privacy/*",
                        request -> Answer.json(200, """
                        {"service":"cart-service","userId":"%s","data":{"carts":[{"_id":"of the account"},%s],"links":[]}}""".formatted(
                                        ann.id(),
                                        guestsIn(request)
                                                .map("{\"_id\":\"%s\"}"::formatted)
                                                .collect(joining(",")))));

        Map<String, String> files = unzip(whenReady(start()));

        JsonNode cart = EventJson.tree(files.get("cart-service.json").getBytes(StandardCharsets.UTF_8));
        assertEquals("cart-service", cart.get("service").asText());
        assertEquals(ann.id(), cart.get("userId").asText());
        assertTrue(cart.at("/data/links").isEmpty() && cart.at("/data/links").isArray());
        List<String> carts = new ArrayList<>();
        cart.at("/data/carts").forEach(it -> carts.add(it.get("_id").asText()));
        guests.add("of the account");
        assertEquals(guests.size(), carts.size());
        assertTrue(carts.containsAll(guests));
        assertEquals(
                List.of(1_000L, 1_000L, 501L),
                services.get("cart").requests().stream()
                        .map(request -> guestsIn(request).count())
                        .toList());
        JsonNode own = EventJson.tree(files.get("identity-service.json").getBytes(StandardCharsets.UTF_8));
        assertEquals(2_501, own.at("/data/guest-links").size());
        assertEquals(1, own.at("/data/account").size());
        assertFalse(own.at("/data/exports").toString().contains(guest.id()), "a list that grows with the guests");
    }

    private static Stream<String> guestsIn(FakeUpstream.Request request) {
        return EventJson.tree(request.body().getBytes(StandardCharsets.UTF_8))
                .get("guests")
                .valueStream()
                .map(JsonNode::asText);
    }

    @Test
    void isRemovedWhenThePersonIsErasedMeanwhile() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        services.get("chat").answer("POST", "/internal/privacy/*", request -> {
            asked.countDown();
            awaitQuietly(answered);
            return Answer.json(200, """
                    {"service":"chat-service","userId":"%s","data":{"things":["said by %s"]}}""".formatted(ann.id(), ann.id()));
        });
        String id = start().replaceAll(".*/", "");
        assertTrue(asked.await(10, TimeUnit.SECONDS));
        as(Client.signedIn(Client.login(TestSettings.ADMIN, TestSettings.ADMIN_PASSWORD), 200)
                        .accessToken())
                .delete("/v1/users/" + ann.id() + "?now=true")
                .then()
                .statusCode(204);
        TestBus.awaitEvent("privacy.receipts", ann.id(), PersonErasedV1.class);

        answered.countDown();

        await().during(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertEquals(0, database.getCollection("exports").countDocuments(Filters.eq(id)));
            assertEquals(List.of(), Erasure.traces(database, "said by " + ann.id()));
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void expiresAfterADay() {
        String location = start();
        whenReady(location);
        String id = location.substring(location.lastIndexOf('/') + 1);

        database.getCollection("exports")
                .updateOne(
                        Filters.eq(id),
                        Updates.set("expiresAt", Date.from(Instant.now().minusSeconds(1))));
        fetch(location).then().statusCode(404).body("type", equalTo("https://parley.dev/problems/not-found"));
        jobs.run("expired-documents", Instant.now().plus(Duration.ofHours(25)));

        assertEquals(
                List.of(),
                Erasure.traces(database, id).stream()
                        .filter(trace -> trace.startsWith("export"))
                        .toList());
    }

    @Test
    void isForItsOwnerOnly() {
        String location = start();
        whenReady(location);
        Client.SignedIn bob = Client.register();

        as(bob.accessToken())
                .get(location.substring(location.indexOf("/v1/")))
                .then()
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/not-found"));
        as(guest.accessToken()).post("/v1/users/me/export").then().statusCode(401);
        as(Client.guest().accessToken()).post("/v1/users/me/export").then().statusCode(403);
        Client.request()
                .get(location.substring(location.indexOf("/v1/")))
                .then()
                .statusCode(401);
    }

    private String start() {
        return as(ann.accessToken())
                .post("/v1/users/me/export")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/users/me/export/"))
                .extract()
                .header("Location");
    }

    private Response fetch(String location) {
        return as(ann.accessToken()).get(location.substring(location.indexOf("/v1/")));
    }

    private byte[] whenReady(String location) {
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> fetch(location),
                        answer -> answer.statusCode() == 200
                                && answer.contentType().equals("application/zip"))
                .asByteArray();
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
