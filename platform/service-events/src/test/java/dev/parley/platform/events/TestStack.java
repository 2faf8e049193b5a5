package dev.parley.platform.events;

import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.Topics;
import dev.parley.platform.id.Ids;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The engines of the tests inside a container. */
public final class TestStack implements QuarkusTestResourceLifecycleManager {

    static final String KAFKA = "parley.test.events.kafka";
    static final String KAFKA_STOP = KAFKA + ".stop";
    static final String KAFKA_START = KAFKA + ".start";
    static final String MONGO_STOP = "parley.test.events.mongo.stop";
    static final String MONGO_START = "parley.test.events.mongo.start";

    private EmbeddedStack stack;

    /** Runs one of the commands above. */
    static void run(String command) {
        ((Runnable) System.getProperties().get(command)).run();
    }

    @Override
    public Map<String, String> start() {
        stack = EmbeddedStack.temporary();
        System.setProperty(KAFKA, stack.kafkaBootstrapServers());
        // as JDK types, because this class and the test may come from different class loaders
        if (stack.embedsMongo()) {
            System.getProperties().put(MONGO_STOP, (Runnable) stack.mongo()::stop);
            System.getProperties().put(MONGO_START, (Runnable) stack.mongo()::start);
        }
        System.getProperties().put(KAFKA_STOP, (Runnable) stack.kafka()::stop);
        System.getProperties().put(KAFKA_START, (Runnable) stack.kafka()::start);
        new Topics(List.of(
                        new Topics.Topic("test.work", 3, false, Duration.ofDays(1)),
                        new Topics.Topic("test.more", 3, false, Duration.ofDays(1)),
                        new Topics.Topic("test.telemetry", 3, false, Duration.ofDays(1)),
                        new Topics.Topic("identity.users", 3, true, Duration.ofDays(1)),
                        new Topics.Topic("privacy.receipts", 3, false, Duration.ofDays(1)),
                        new Topics.Topic("identity.tokens", 3, false, Duration.ofDays(1))))
                .create(stack.kafkaBootstrapServers());
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", stack.kafkaBootstrapServers(),
                "MONGODB_URI", stack.mongodbUri(),
                "REDIS_URL", stack.redisUrl(),
                "parley.database", "test-" + Ids.next());
    }

    @Override
    public void stop() {
        stack.close();
    }
}
