package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ChildProcessTest {

    private final List<String> news = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void isRestartedWhenItDiesAndNotWhenItWasStopped() {
        ChildProcess child = child("echo started; exec sleep 600");
        child.start();
        long first = child.pid();

        child.kill();
        await().atMost(Duration.ofSeconds(10)).until(() -> child.isAlive() && child.pid() != first);
        assertEquals(1, child.restarts());
        assertTrue(news.getFirst().contains("the-child ended with 137"), news::toString);

        assertTrue(child.stop(Duration.ofSeconds(5)));
        assertFalse(child.isAlive());
        await().during(Duration.ofMillis(300)).until(() -> child.restarts() == 1 && !child.isAlive());
    }

    @Test
    void waitsLongerAfterEachDeathInARow() {
        ChildProcess child = child("exit 3");
        child.start();

        await().atMost(Duration.ofSeconds(10)).until(() -> news.size() >= 4);
        child.stop(Duration.ofSeconds(5));
        assertTrue(news.get(0).contains("in 0.05 s"), news::toString);
        assertTrue(news.get(1).contains("in 0.1 s"), news::toString);
        assertTrue(news.get(2).contains("in 0.2 s"), news::toString);
    }

    @Test
    void writesItsOutputAndErrorsToItsLog() throws Exception {
        ChildProcess child = child("echo out; echo err >&2; echo $GREETING; exec sleep 600");
        child.start();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> Files.readString(child.log()).equals("out\nerr\nhello\n"));
        child.stop(Duration.ofSeconds(5));
    }

    @Test
    void isKilledWhenItDoesNotStopInTime() {
        ChildProcess child = child("trap '' TERM; echo deaf; while :; do sleep 0.1; done");
        child.start();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Files.exists(child.log())
                        && Files.readString(child.log()).contains("deaf"));

        assertFalse(child.stop(Duration.ofMillis(200)));
        assertFalse(child.isAlive());
    }

    private ChildProcess child(String script) {
        return new ChildProcess(
                new ChildProcess.Spec(
                        "the-child",
                        List.of("/bin/sh", "-c", script),
                        Map.of("GREETING", "hello"),
                        folder.resolve("logs/the-child.log"),
                        new PidFile(folder.resolve("run"), "the-child")),
                Duration.ofMillis(50),
                news::add);
    }
}
