package dev.parley.platform.testing;

import dev.parley.embedded.Topics;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fails a test class that leaves an event of the service under test on a topic that {@code contracts/asyncapi.yaml}
 * does not allow.
 */
public final class EventContractCheck implements QuarkusTestAfterAllCallback {

    @Override
    public void afterAll(QuarkusTestContext context) {
        if (System.getProperty(StackResource.KAFKA) == null) {
            return;
        }
        List<String> topics = Topics.read(Contracts.file("topics.yaml")).names();
        EventContract contract = EventContract.read();
        Set<String> violations = new TreeSet<>();
        TestBus.arrived(topics)
                .forEach((topic, events) -> events.stream()
                        .filter(event -> !event.headers().containsKey(TestBus.BY_TEST))
                        .forEach(event -> violations.addAll(contract.violations(topic, event))));
        if (!violations.isEmpty()) {
            throw new AssertionError("Events against their contract:\n  " + String.join("\n  ", violations));
        }
    }
}
