package dev.parley.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * The time from the start of catalog-service until it is ready, and until it responds to searches, with many products
 * in the database of {@code MONGODB_URI}: without an index, and at a restart with the index kept. It needs no running
 * stack: it starts its own broker and cache, and the built service. With {@code -Dkeep=true} the products stay for the
 * next run.
 */
class CatalogStartFigure {

    private static final String DATABASE = "bench_catalog_start";
    private static final int AT_ONCE = 500;
    private static final int PORT = 8982;
    private static final Duration TIMEOUT = Duration.ofMinutes(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    void measure(int products, int heapMegabytes) throws Exception {
        String uri = System.getenv("MONGODB_URI");
        Figures.check(uri != null, "set MONGODB_URI to the database");
        System.setProperty("PARLEY_TEST_MONGODB_URI", uri);
        Path index = Files.createTempDirectory("bench-index-");
        try (EmbeddedStack stack = EmbeddedStack.temporary();
                MongoClient client = MongoClients.create(uri)) {
            Topics.read(Path.of("contracts/topics.yaml")).create(stack.kafkaBootstrapServers());
            MongoDatabase database = client.getDatabase(DATABASE);
            if (database.getCollection("products").countDocuments() != products) { // otherwise kept by an earlier run
                database.drop();
                run("empty database", stack, uri, index.resolve("none"), heapMegabytes); // the migrations
                insert(database, products);
            }
            try {
                run(
                        "first start, " + products + " products, no index",
                        stack,
                        uri,
                        index.resolve("kept"),
                        heapMegabytes);
                run("restart, index kept", stack, uri, index.resolve("kept"), heapMegabytes);
            } finally {
                if (!Boolean.getBoolean("keep")) {
                    database.drop();
                }
            }
        }
    }

    private void run(String what, EmbeddedStack stack, String uri, Path index, int heapMegabytes) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-jar",
                "catalog-service/target/quarkus-app/quarkus-run.jar");
        builder.environment()
                .putAll(Map.of(
                        "MONGODB_URI",
                        uri,
                        "PARLEY_DATABASE",
                        DATABASE,
                        "KAFKA_BOOTSTRAP_SERVERS",
                        stack.kafkaBootstrapServers(),
                        "REDIS_URL",
                        stack.redisUrl(),
                        "PARLEY_CLIENT_SECRET",
                        "bench",
                        "PARLEY_SEARCH_DIRECTORY",
                        index.toString(),
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(PORT),
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1"));
        Path log = Files.createTempFile("bench-catalog-", ".log");
        long began = System.nanoTime();
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            double ready = await(process, log, "/q/health/ready", began);
            int early = status("/v1/products?q=lamp");
            double search = await(process, log, "/v1/products?q=lamp", began);
            System.out.printf(
                    Locale.ROOT,
                    "%s: ready after %.1f s, search then %d, 200 after %.1f s; live %d%n",
                    what,
                    ready,
                    early,
                    search,
                    status("/q/health/live"));
        } finally {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private double await(Process process, Path log, String path, long began) throws Exception {
        while (status(path) != 200) {
            Figures.check(process.isAlive(), "the service has ended, see " + log);
            Figures.check(System.nanoTime() - began < TIMEOUT.toNanos(), "no 200 for " + path + ", see " + log);
            Thread.sleep(200);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private int status(String path) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void insert(MongoDatabase database, int products) {
        MongoCollection<Document> collection = database.getCollection("products");
        MongoCollection<Document> stocks = database.getCollection("inventory");
        long start = System.currentTimeMillis() - products;
        List<Document> documents = new ArrayList<>();
        List<Document> inventory = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            // one product per millisecond
            String id = new UUID((start + i) << 16 | 0x7000, 0x8000000000000000L | i).toString();
            documents.add(product(id, i));
            inventory.add(stock(id, i));
            if (documents.size() == AT_ONCE || i == products - 1) {
                collection.insertMany(documents);
                stocks.insertMany(inventory);
                documents.clear();
                inventory.clear();
            }
        }
    }

    private static Document product(String id, int i) {
        String[] kinds = {"lamp", "desk", "laptop", "phone", "chair", "mug", "sleeve", "camera"};
        String kind = kinds[i % kinds.length];
        return new Document("_id", id)
                .append("key", "own:B" + i)
                .append("marketplace", "own")
                .append("externalId", "B" + i)
                .append("name", "Model " + i % 5_000 + " " + kind)
                .append("slug", "model-" + i)
                .append("description", "A " + kind + " that is made well, number " + i + ", for home and office.")
                .append("brand", "Brand " + i % 300)
                .append("category", "goods/" + kind)
                .append("status", "active")
                .append("externalUrl", "https://shop.example/p/" + i)
                .append("images", List.of("https://shop.example/i/" + i + ".jpg"))
                .append("specifications", List.of())
                .append(
                        "variants",
                        List.of(new Document("variantId", id)
                                .append("sku", "B" + i)
                                .append(
                                        "attributes",
                                        List.of(new Document("name", "color")
                                                .append("value", i % 2 == 0 ? "black" : "white")))
                                .append(
                                        "price",
                                        new Document("amount", new Decimal128(new BigDecimal("19.99")))
                                                .append("currency", "USD"))))
                .append("skus", List.of("B" + i))
                .append("createdAt", new Date())
                .append("updatedAt", new Date())
                .append("version", 1L)
                .append("eventSeq", 1L)
                .append("pendingEvents", List.of());
    }

    private static Document stock(String product, int i) {
        return new Document("_id", "B" + i)
                .append("productId", product)
                .append("onHand", 5)
                .append("reserved", 0)
                .append("available", 5)
                .append("holds", new Document())
                .append("version", 1L)
                .append("eventSeq", 0L)
                .append("pendingEvents", List.of());
    }
}
