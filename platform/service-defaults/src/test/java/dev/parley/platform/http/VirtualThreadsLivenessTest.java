package dev.parley.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class VirtualThreadsLivenessTest {

    private final VirtualThreadsLiveness liveness = new VirtualThreadsLiveness(Duration.ofMillis(500));

    @Test
    void isDownWhileVirtualThreadsAreStarved() {
        AtomicBoolean released = new AtomicBoolean();
        liveness.start();
        try {
            assertEquals(Status.UP, liveness.call().getStatus());

            for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
                Thread.ofVirtual().start(() -> {
                    while (!released.get()) {
                        Thread.onSpinWait();
                    }
                });
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> liveness.call().getStatus() == Status.DOWN);
            released.set(true);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> liveness.call().getStatus() == Status.UP);
        } finally {
            released.set(true);
            liveness.stop();
        }
    }
}
