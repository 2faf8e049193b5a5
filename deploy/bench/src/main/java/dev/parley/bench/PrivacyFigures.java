package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.parley.embedded.EmbeddedMongo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;

/** Export and erasure of a person. */
class PrivacyFigures extends ShopFigures {

    /** Includes the text of bytes: stored responses and parts of exports are bytes. */
    private static final JsonWriterSettings READABLE = JsonWriterSettings.builder()
            .binaryConverter((bytes, json) -> json.writeString(new String(bytes.getData(), StandardCharsets.UTF_8)))
            .build();

    private static final int CONVERSATIONS = 10;
    private static final Set<String> OF_THE_DATABASE = Set.of("admin", "config", "local");

    /**
     * A person with this many orders, messages and cart changes is exported, then purged; afterwards no database
     * contains any of their data.
     */
    void privacy(int things) throws Exception {
        String name = "Zenobia" + run;
        String phone = "+23324" + String.format("%07d", System.nanoTime() % 10_000_000);
        Person person = person(name, phone);
        String sku = freshProduct("PRV", things + 5);
        Buyer buyer = new Buyer(person.token());
        for (int i = 0; i < things; i++) {
            addToCart(buyer, sku, 1);
            Answer order = order(buyer, UUID.randomUUID().toString());
            check("confirmed".equals(order.body().path("status").asText()), "an order was not confirmed: " + order);
            if (i % 100 == 99) {
                buyer = new Buyer(signIn(person.email()));
            }
        }
        String token = signIn(person.email());
        for (int i = 0; i < CONVERSATIONS; i++) {
            converse(token, name, things / CONVERSATIONS);
        }

        Cpu before = Cpu.now();
        long start = System.nanoTime();
        Map<String, JsonNode> parts = export(token);
        double exported = (System.nanoTime() - start) / 1e9;
        int orders = part(parts, "order-service").path("data").path("orders").size();
        int messages = 0;
        for (JsonNode conversation : part(parts, "chat-service").path("data").path("conversations")) {
            messages += conversation.path("messages").size();
        }
        System.out.printf(
                Locale.ROOT,
                "export of %d orders, %d messages, %d carts: %.1f s (< 10 s), CPU %.0f ms%n",
                orders,
                messages,
                part(parts, "cart-service").path("data").path("carts").size(),
                exported,
                Cpu.now().millisSince(before));
        check(orders == things && messages >= things, "the export should be complete");
        Map<String, Integer> traces = traces(name, person.email(), phone);
        check(traces.size() >= 3, "there should be something to erase: " + traces);

        before = Cpu.now();
        start = System.nanoTime();
        String administrator = administrator();
        int status = http.send(
                        request("/v1/users/" + person.id() + "?now=true", administrator)
                                .DELETE()
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
        check(status == 204, "not deleted: " + status);
        JsonNode erasure =
                get("/v1/users/" + person.id() + "/erasure", administrator).body();
        while (!erasure.path("phase").asText().equals("erased")) {
            check(System.nanoTime() - start < TIMEOUT.toNanos(), "not erased after a minute: " + erasure);
            Thread.sleep(20);
            erasure =
                    get("/v1/users/" + person.id() + "/erasure", administrator).body();
        }
        System.out.printf(
                Locale.ROOT,
                "erased, confirmed by %d services: %.1f s (< 10 s), CPU %.0f ms%n  found before: %s%n",
                erasure.path("services").size(),
                (System.nanoTime() - start) / 1e9,
                Cpu.now().millisSince(before),
                traces);
        traces = traces(name, person.email(), phone);
        System.out.printf(Locale.ROOT, "  name, address or phone found afterwards: %s%n%n", traces);
        check(traces.isEmpty(), "something is left");
    }

    private record Person(String id, String email, String token) {}

    private Person person(String name, String phone) throws Exception {
        String email = name.toLowerCase(Locale.ROOT) + "@example.com";
        JsonNode account = post("/v1/auth/register", null, credentials(email, PASSWORD), Map.of())
                .body();
        String token = account.path("accessToken").asText();
        ObjectNode profile = json.createObjectNode();
        profile.put("displayName", name);
        profile.putObject("profile")
                .put("firstName", name)
                .put("lastName", name)
                .put("phone", phone);
        HttpResponse<String> changed = http.send(
                request("/v1/users/me", token)
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString(profile.toString()))
                        .build(),
                BodyHandlers.ofString());
        check(changed.statusCode() == 200, "the profile was refused: " + changed.body());
        return new Person(account.path("user").path("id").asText(), email, token);
    }

    @Override
    String recipient() {
        return "Zenobia" + run;
    }

    private void converse(String token, String name, int messages) throws Exception {
        String conversation = post("/v1/conversations", token, json.createObjectNode(), Map.of())
                .body()
                .path("id")
                .asText();
        for (int i = 0; i < messages; i++) {
            ObjectNode message = json.createObjectNode()
                    .put("clientMessageId", UUID.randomUUID().toString())
                    .put("text", "This is " + name + ", do you have a phone?");
            Answer answer = post("/v1/conversations/" + conversation + "/messages", token, message, Map.of());
            check(answer.status() < 300, "a message was refused (rate limits raised?): " + answer);
        }
    }

    private Map<String, JsonNode> export(String token) throws Exception {
        HttpResponse<String> begun = http.send(
                request("/v1/users/me/export", token)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        check(begun.statusCode() == 202, "no export: " + begun.body());
        String location =
                URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
        HttpRequest fetch = request(location, token).GET().build();
        long start = System.nanoTime();
        HttpResponse<byte[]> export = http.send(fetch, BodyHandlers.ofByteArray());
        while (export.statusCode() == 202) {
            check(System.nanoTime() - start < TIMEOUT.toNanos(), "no export after a minute");
            Thread.sleep(20);
            export = http.send(fetch, BodyHandlers.ofByteArray());
        }
        check(export.statusCode() == 200, "no export: " + export.statusCode());
        Map<String, JsonNode> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(export.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName().replace(".json", ""), json.readTree(zip.readAllBytes()));
            }
        }
        return parts;
    }

    /** The number of documents per collection that contain any of these texts, in all databases. */
    private static Map<String, Integer> traces(String... texts) throws IOException {
        String uri = System.getenv("MONGODB_URI") != null
                ? System.getenv("MONGODB_URI")
                : EmbeddedMongo.address(
                        Integer.parseInt(System.getenv().getOrDefault("PARLEY_PORT_MONGODB", "27017")),
                        Files.readString(STATE.resolve("secrets/mongodb")).strip());
        Map<String, Integer> traces = new TreeMap<>();
        try (MongoClient client = MongoClients.create(uri)) {
            List<String> names = client.listDatabaseNames().into(new ArrayList<>());
            names.removeAll(OF_THE_DATABASE);
            for (String database : names) {
                MongoDatabase searched = client.getDatabase(database);
                for (String collection : searched.listCollectionNames()) {
                    for (Document document : searched.getCollection(collection).find()) {
                        String whole = document.toJson(READABLE).toLowerCase(Locale.ROOT);
                        for (String text : texts) {
                            if (whole.contains(text.toLowerCase(Locale.ROOT))) {
                                traces.merge(database + "." + collection, 1, Integer::sum);
                                break;
                            }
                        }
                    }
                }
            }
        }
        return traces;
    }

    private String administrator() throws Exception {
        String email = System.getenv().getOrDefault("PARLEY_ADMIN_EMAIL", "admin@parley.local");
        String password = System.getenv().containsKey("PARLEY_ADMIN_PASSWORD")
                ? System.getenv("PARLEY_ADMIN_PASSWORD")
                : Files.readString(STATE.resolve("secrets/administrator")).strip();
        return token(credentials(email, password));
    }

    private String signIn(String email) throws Exception {
        return token(credentials(email, PASSWORD));
    }

    private String token(ObjectNode credentials) throws Exception {
        Answer answer = post("/v1/auth/login", null, credentials, Map.of());
        check(answer.status() == 200, "not signed in: " + answer);
        return answer.body().path("accessToken").asText();
    }

    private static JsonNode part(Map<String, JsonNode> parts, String service) {
        return Objects.requireNonNull(parts.get(service), "no part of " + service);
    }
}
