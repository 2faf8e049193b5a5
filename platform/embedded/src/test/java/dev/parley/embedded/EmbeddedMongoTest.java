package dev.parley.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedMongoTest {

    private static final String PASSWORD = "4_secret-Password";
    private static final int UNAUTHORIZED = 13;

    @TempDir
    Path folder;

    private EmbeddedMongo mongo;

    @BeforeEach
    void start() {
        mongo = new EmbeddedMongo(folder, 0, PASSWORD);
        mongo.start();
    }

    @AfterEach
    void stop() {
        mongo.stop();
    }

    @Test
    void servesAuthenticatedConnections() {
        try (MongoClient client = MongoClients.create(mongo.address())) {
            MongoCollection<Document> orders = orders(client);
            orders.insertOne(new Document("_id", "1"));

            assertEquals(1, orders.countDocuments());
        }
    }

    @Test
    void refusesConnectionsWithoutAPassword() {
        String open = mongo.address().replaceFirst("//[^@]+@", "//").replaceFirst("&authMechanism.*", "");
        try (MongoClient client = MongoClients.create(open)) {
            assertUnauthorized(() -> orders(client).insertOne(new Document("_id", "1")));
            assertUnauthorized(() -> orders(client).find().first());
            assertUnauthorized(() -> client.listDatabaseNames().first());
            assertUnauthorized(() -> client.getDatabase("order").drop());
            assertUnauthorized(() -> client.getDatabase("admin").runCommand(new Document("serverStatus", 1)));
        }
    }

    @Test
    void refusesAWrongPassword() {
        try (MongoClient client = MongoClients.create(mongo.address().replace(PASSWORD, PASSWORD + "1"))) {
            assertThrows(MongoSecurityException.class, () -> orders(client).countDocuments());
        }
    }

    @Test
    void readsNoHalfUpdates() throws Exception {
        try (MongoClient client = MongoClients.create(mongo.address());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            MongoCollection<Document> orders = orders(client);
            orders.insertOne(wideOrder());
            AtomicBoolean ended = new AtomicBoolean();
            Future<?> reader = threads.submit(() -> {
                while (!ended.get()) {
                    Document order = orders.find(eq("_id", "1")).first();
                    assertEquals(order.get("first"), order.get("last"));
                }
            });
            try {
                for (int number = 1; number <= 2_000; number++) {
                    orders.updateOne(eq("_id", "1"), firstAndLast(number));
                    orders.findOneAndUpdate(eq("_id", "1"), firstAndLast(-number));
                }
            } finally {
                ended.set(true);
            }
            reader.get();
        }
    }

    /** Many fields between the first and the last, so that reading it takes a while. */
    private static Document wideOrder() {
        Document order = new Document("_id", "1").append("first", 0);
        IntStream.range(0, 300).forEach(i -> order.append("field" + i, "value"));
        return order.append("last", 0);
    }

    private static Document firstAndLast(int number) {
        return new Document("$set", new Document("first", number).append("last", number));
    }

    private static void assertUnauthorized(Runnable act) {
        MongoCommandException refused = assertThrows(MongoCommandException.class, act::run);
        assertEquals(UNAUTHORIZED, refused.getErrorCode());
        assertTrue(refused.getMessage().contains("requires authentication"), refused.getMessage());
    }

    private static MongoCollection<Document> orders(MongoClient client) {
        return client.getDatabase("order").getCollection("orders");
    }
}
