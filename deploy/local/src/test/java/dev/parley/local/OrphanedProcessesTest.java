package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class OrphanedProcessesTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void areNamedAndStopped() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "600").start();
        pidFile("order-service").write(orphan.toHandle());

        orphans().stopAll();

        await().atMost(Duration.ofSeconds(5)).until(() -> !orphan.isAlive());
        String line = said.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains("order-service (process " + orphan.pid() + ")"), line);
        assertEquals(Optional.empty(), pidFile("order-service").process());
    }

    @Test
    void anUnrelatedProcessWithAReusedIdIsNotStopped() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.createDirectories(folder.resolve(".parley/run"));
            Files.writeString(
                    folder.resolve(".parley/run/order-service.pid"),
                    stranger.pid() + "\n" + Instant.now().minusSeconds(3600) + "\n");

            orphans().stopAll();

            assertTrue(stranger.isAlive());
            assertEquals("", said.toString(StandardCharsets.UTF_8));
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aProcessWithARunningLauncherIsNotOrphaned() throws Exception {
        Process launcher = new ProcessBuilder("sleep", "600").start();
        Process child = new ProcessBuilder("sleep", "600").start();
        try {
            pidFile(Launcher.NAME).write(launcher.toHandle());
            pidFile("order-service").write(child.toHandle());

            UserError refused = assertThrows(UserError.class, orphans()::stopAll);

            assertTrue(refused.getMessage().contains("launcher " + launcher.pid()), refused::getMessage);
            assertTrue(child.isAlive());
        } finally {
            launcher.destroyForcibly();
            child.destroyForcibly();
        }
    }

    private PidFile pidFile(String name) {
        return new PidFile(folder.resolve(".parley/run"), name);
    }

    private OrphanedProcesses orphans() {
        Settings settings = Settings.of(folder, Map.of());
        return new OrphanedProcesses(
                settings, new Programs(settings), new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }
}
