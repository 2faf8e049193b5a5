package dev.parley.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.parley.embedded.EmbeddedStack.PortNumbers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state after a SIGKILL of the stack's JVM. */
@Tag("slow")
class HardKillTest {

    @TempDir
    Path folder;

    /** Runs a stack without Kafka on the given ports, in a JVM of its own. */
    static final class Victim {

        public static void main(String[] args) throws Exception {
            EmbeddedStack stack = new EmbeddedStack(
                    Path.of(args[0]),
                    new PortNumbers(0, Integer.parseInt(args[1]), Integer.parseInt(args[2])),
                    name -> Optional.empty());
            stack.mongo().start();
            stack.redis().start();
            System.out.println("started");
            Thread.currentThread().join();
        }
    }

    @Test
    void losesAtMostTheLastCommitPeriodOfTheDocumentsAndLeavesNoRedis() throws Exception {
        int mongoPort = Ports.free();
        int redisPort = Ports.free();
        Process victim = startVictim(mongoPort, redisPort);
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + mongoPort)) {
            MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> client.getDatabase("test").runCommand(new Document("ping", 1)) != null);

            // Given one document per millisecond or so, each with the time of its acknowledgement
            int written = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2)) {
                things.insertOne(new Document("_id", written++).append("at", System.nanoTime()));
            }
            long killed = System.nanoTime();
            victim.destroyForcibly().waitFor();

            // Then Redis has ended with its JVM
            await().atMost(Duration.ofSeconds(5)).until(() -> Ports.isFree(redisPort));

            // And every write acknowledged before the last commit period is there, without a gap
            EmbeddedMongo again = new EmbeddedMongo(folder.resolve("mongo"), mongoPort, null);
            again.start();
            try (MongoClient reader = MongoClients.create(again.address())) {
                List<Document> kept = reader.getDatabase("test")
                        .getCollection("things")
                        .find()
                        .sort(new Document("_id", 1))
                        .into(new ArrayList<>());
                Document last = kept.getLast();
                assertEquals(kept.size() - 1, last.getInteger("_id"), "a gap among the kept documents");
                long lost = TimeUnit.NANOSECONDS.toMillis(killed - last.getLong("at"));
                // twice the period: the timer pauses after a commit, and a commit takes its time on a busy machine
                assertTrue(lost < 10 * EmbeddedMongo.COMMIT_MILLIS, "lost the last " + lost + " ms of " + written);
            } finally {
                again.stop();
            }
        } finally {
            victim.destroyForcibly();
        }
    }

    private Process startVictim(int mongoPort, int redisPort) throws Exception {
        Process victim = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString(),
                        Integer.toString(mongoPort),
                        Integer.toString(redisPort))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = victim.inputReader().readLine();
        assertEquals("started", line);
        return victim;
    }
}
