package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.bson.Document;

/**
 * The packaged services as the launcher runs them, on free ports and with data of their own: started once for all tests
 * of this JVM, stopped when it ends.
 */
final class RunningParley {

    private static RunningParley started;

    private final Instant began = Instant.now();
    private final Settings settings;
    private final Launcher launcher;

    private RunningParley(Settings settings, Launcher launcher) {
        this.settings = settings;
        this.launcher = launcher;
    }

    static synchronized RunningParley get() {
        if (started == null) {
            started = start();
        }
        return started;
    }

    private static RunningParley start() {
        Settings settings = Settings.of(Path.of(System.getProperty("parley.root")), environment());
        if (settings.value("PARLEY_ENGINE_UP").isPresent()) {
            settings = settings.with("MONGODB_URI", DurableEngine.start(settings));
        }
        return start(settings);
    }

    private static RunningParley start(Settings settings) {
        Launcher launcher = new Launcher(settings, new Terminal(System.out), false);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(settings, launcher), "stop-parley"));
        launcher.start();
        RunningParley running = new RunningParley(settings, launcher);
        new SampleCatalog(settings, new Terminal(System.out)).loadOnce(running.operator());
        return running;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String name : new String[] {
            "GATEWAY", "IDENTITY", "CATALOG", "CART", "ORDER", "CHAT", "ANALYTICS", "KAFKA", "MONGODB", "REDIS"
        }) {
            environment.put("PARLEY_PORT_" + name, Integer.toString(Ports.free()));
        }
        environment.put("PARLEY_RATE_LIMITS_SCALE", "10000"); // all buyers come from one address
        try {
            environment.put(
                    "PARLEY_STATE", Files.createTempDirectory("parley-e2e-").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmbeddedStack.configured("PARLEY_TEST_MONGODB_URI").ifPresent(uri -> {
            environment.put("MONGODB_URI", uri);
            environment.put("PARLEY_DATABASE_PREFIX", "e2e" + System.nanoTime() + "-");
            EmbeddedStack.configured("PARLEY_ENGINE_UP")
                    .ifPresent(script -> environment.put("PARLEY_ENGINE_UP", script));
        });
        return environment;
    }

    private static void stop(Settings settings, Launcher launcher) {
        launcher.close();
        settings.value("PARLEY_DATABASE_PREFIX").ifPresent(prefix -> {
            try (MongoClient client = MongoClients.create(settings.mongodbUri())) {
                for (Service service : Service.values()) {
                    client.getDatabase(databaseOf(settings, service)).drop();
                }
            }
        });
    }

    Settings settings() {
        return settings;
    }

    Launcher launcher() {
        return launcher;
    }

    /** Whether the document store can be killed by tests and loses nothing. */
    boolean hasDurableDocumentStore() {
        return settings.value("PARLEY_ENGINE_UP").isPresent();
    }

    /** Kills every process of the document store. */
    void killDocumentStore() {
        int port = Integer.parseInt(settings.mongodbUri().replaceAll("mongodb://(?:[^@/]*@)?[^:/]+:(\\d+).*", "$1"));
        Set<ProcessHandle> store = Listeners.behind(port);
        if (store.isEmpty()) {
            throw new AssertionError("Nobody answers on port " + port);
        }
        store.forEach(ProcessHandle::destroyForcibly);
        store.forEach(process -> Processes.ended(process, Duration.ofSeconds(10)));
    }

    void restartDocumentStore() {
        DurableEngine.start(settings);
    }

    Api gateway() {
        return new Api(settings.gatewayUrl());
    }

    Api operator() {
        return Operator.of(settings, launcher.secrets());
    }

    Api administrator() {
        return gateway()
                .as(gateway()
                        .post(
                                "/v1/auth/login",
                                Map.of(
                                        "email",
                                        "admin@parley.local",
                                        "password",
                                        launcher.secrets().of(Secrets.ADMINISTRATOR)))
                        .expecting(200)
                        .path("accessToken")
                        .asText());
    }

    /** A new user with one piece of {@code sku} in the cart. */
    Api buyerWith(String sku) {
        Api buyer = buyer();
        JsonNode cart =
                buyer.post("/v1/cart/items", Map.of("sku", sku, "quantity", 1)).body();
        if (cart.path("itemCount").asInt() != 1) {
            throw new AssertionError("Not in the cart: " + cart);
        }
        return buyer;
    }

    Api buyer() {
        return gateway()
                .as(gateway()
                        .post(
                                "/v1/auth/register",
                                Map.of(
                                        "email",
                                        "buyer-" + UUID.randomUUID() + "@example.org",
                                        "password",
                                        UUID.randomUUID().toString()))
                        .expecting(201)
                        .path("accessToken")
                        .asText());
    }

    /** Imports a product with this stock, and waits until the cart service has it. */
    String product(int stock) {
        String sku = "SKU-" + UUID.randomUUID();
        try {
            Path feed = Files.createTempFile("feed", ".tsv");
            Files.writeString(
                    feed,
                    "id\ttitle\tdescription\tlink\timage_link\tavailability\tquantity\tprice\tbrand\tproduct_type\n"
                            + sku
                            + "\tThing\tA thing\thttps://shop.example/t\thttps://shop.example/t.jpg\tin_stock\t" + stock
                            + "\t10.00 USD\tMaker\tElectronics > Things\n");
            String id = operator()
                    .post("/v1/imports?marketplace=own", feed, "text/tab-separated-values")
                    .expecting(202)
                    .path("id")
                    .asText();
            Files.delete(feed);
            await(() -> operator()
                    .get("/v1/imports/" + id)
                    .body()
                    .path("status")
                    .asText()
                    .equals("completed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Api probe = buyer();
        await(() ->
                probe.post("/v1/cart/items", Map.of("sku", sku, "quantity", 1)).status() < 300);
        return sku;
    }

    JsonNode inventory(String sku) {
        return gateway().get("/v1/inventory/" + sku).expecting(200);
    }

    /** The number of sales in analytics since about the start. */
    long sales() {
        long orders = 0;
        for (JsonNode bucket : operator()
                .get("/v1/analytics/sales?interval=hour&from=" + began.minusSeconds(3600) + "&to="
                        + began.plusSeconds(86_400))
                .expecting(200)
                .path("items")) {
            orders += bucket.path("orders").asLong();
        }
        return orders;
    }

    /** The number of documents of all services with unsent events. */
    long documentsWithPendingEvents() {
        long pending = 0;
        try (MongoClient client = MongoClients.create(settings.mongodbUri())) {
            for (Service service : Service.values()) {
                MongoDatabase database = client.getDatabase(databaseOf(settings, service));
                if (database.listCollectionNames().first() == null) {
                    throw new AssertionError(
                            "Not where " + service.serviceName() + " keeps its documents: " + database.getName());
                }
                for (String collection : database.listCollectionNames()) {
                    pending += database.getCollection(collection)
                            .countDocuments(new Document("outboxSince", new Document("$exists", true)));
                }
            }
        }
        return pending;
    }

    static String databaseOf(Settings settings, Service service) {
        return settings.value("PARLEY_DATABASE_PREFIX").orElse("")
                + service.serviceName().replace("-service", "");
    }

    /** An order request for the cart. */
    static Map<String, ?> orderOf(String paymentToken) {
        return Map.of(
                "shippingAddress",
                Map.of(
                        "name", "Test Buyer",
                        "line1", "1 Example Street",
                        "city", "Springfield",
                        "postalCode", "12345",
                        "country", "US"),
                "payment",
                Map.of("method", "test", "token", paymentToken));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
