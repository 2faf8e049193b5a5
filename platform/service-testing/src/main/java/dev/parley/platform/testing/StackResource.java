package dev.parley.platform.testing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.Ports;
import dev.parley.embedded.Topics;
import dev.parley.platform.id.Ids;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Kafka with every topic of {@code contracts/topics.yaml}, a document store and Redis for a {@code @QuarkusTest}:
 * started once per JVM on free ports, stopped when the JVM ends. Each application start gets a database of its own.
 *
 * <p>The addresses are in system properties, because another class loader may load the resource again.
 */
public final class StackResource implements QuarkusTestResourceLifecycleManager {

    static final String KAFKA = "parley.test.kafka";
    static final String MONGODB = "parley.test.mongodb";
    private static final String REDIS = "parley.test.redis";
    private static final List<String> SERVICES = List.of("identity", "catalog", "cart", "order", "chat", "analytics");

    private final String database = "test-" + Ids.next();

    @Override
    public Map<String, String> start() {
        startOnce();
        Map<String, String> config = new HashMap<>();
        config.put("MONGODB_URI", System.getProperty(MONGODB));
        config.put("KAFKA_BOOTSTRAP_SERVERS", System.getProperty(KAFKA));
        config.put("REDIS_URL", System.getProperty(REDIS));
        config.put("parley.database", database);
        config.put("mp.jwt.verify.publickey.location", publicKeyFile().toUri().toString());
        config.put("PARLEY_CLIENT_SECRET", "test");
        config.put("PARLEY_KEY_ENCRYPTION_KEYS", "test:" + Base64.getEncoder().encodeToString(new byte[32]));
        config.put("quarkus.http.test-port", "0");
        config.put("PARLEY_PUBLIC_URL", TestRealm.ISSUER);
        // guests and callers without a token all share this machine's address
        config.put("parley.rate-limits.people-per-address", "10000");
        for (String service : SERVICES) {
            config.put("PARLEY_" + service.toUpperCase(Locale.ROOT) + "_URL", FakeUpstream.urlOf(service));
        }
        return config;
    }

    @Override
    public void stop() {
        // the stack stays for the next tests of this JVM; its shutdown hook stops it. An external server is left as it
        // was.
        if (EmbeddedStack.configured("PARLEY_TEST_MONGODB_URI").isPresent()) {
            try (MongoClient client = MongoClients.create(System.getProperty(MONGODB))) {
                client.getDatabase(database).drop();
            }
        }
    }

    private static void startOnce() {
        synchronized (System.class) {
            if (System.getProperty(KAFKA) != null) {
                return;
            }
            EmbeddedStack stack = EmbeddedStack.temporary();
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-stop"));
            Topics.read(Contracts.file("topics.yaml")).create(stack.kafkaBootstrapServers());
            System.setProperty(MONGODB, stack.mongodbUri());
            System.setProperty(REDIS, stack.redisUrl());
            System.setProperty(KAFKA, stack.kafkaBootstrapServers());
            for (String service : SERVICES) {
                System.setProperty(FakeUpstream.portProperty(service), Integer.toString(Ports.free()));
            }
            FakeUpstream.identity();
        }
    }

    private static Path publicKeyFile() {
        try {
            Path file = Files.createTempFile("parley-test-key", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(TestRealm.publicKey().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
