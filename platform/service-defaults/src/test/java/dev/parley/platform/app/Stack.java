package dev.parley.platform.app;

import dev.parley.embedded.EmbeddedStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** The embedded document store and Redis, and a stub of identity; no test here needs a broker. */
public final class Stack implements QuarkusTestResourceLifecycleManager {

    public static EmbeddedStack engines;
    public static FakeIdentity identity;

    @Override
    public Map<String, String> start() {
        try {
            identity = new FakeIdentity();
            engines = new EmbeddedStack(
                    Files.createTempDirectory("parley-defaults-"),
                    EmbeddedStack.PortNumbers.FREE,
                    name -> switch (name) {
                        case "KAFKA_BOOTSTRAP_SERVERS" -> Optional.of("none");
                        case "MONGODB_URI" -> EmbeddedStack.configured("PARLEY_TEST_MONGODB_URI");
                        default -> EmbeddedStack.configured(name);
                    });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        engines.start();
        return Map.of(
                "MONGODB_URI", engines.mongodbUri(),
                "REDIS_URL", engines.redisUrl(),
                "PARLEY_IDENTITY_URL", identity.url(),
                "PARLEY_CLIENT_SECRET", "s3cret",
                "parley.database", "things_" + System.nanoTime());
    }

    @Override
    public void stop() {
        engines.close();
        identity.close();
    }
}
