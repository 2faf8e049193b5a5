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
    private EmbeddedStack stack;

    @Override
    public Map<String, String> start() {
        stack = EmbeddedStack.temporary();
        System.setProperty(KAFKA, stack.kafkaBootstrapServers());
        new Topics(List.of(
                        new Topics.Topic("test.work", 3, false, Duration.ofDays(1)),
                        new Topics.Topic("test.more", 3, false, Duration.ofDays(1)),
                        new Topics.Topic("test.telemetry", 3, false, Duration.ofDays(1)),
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
