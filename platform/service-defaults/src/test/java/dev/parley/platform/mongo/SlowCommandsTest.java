package dev.parley.platform.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.ServerAddress;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ConnectionDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.parley.platform.app.Stack;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class SlowCommandsTest {

    @Inject
    MongoDatabase database;

    @Inject
    MeterRegistry metrics;

    @Test
    void countsEachCommandOnceUnderItsCollection() {
        database.getCollection("counted").insertOne(new Document("_id", "one"));
        assertEquals(
                1,
                metrics.get("parley.mongo.commands")
                        .tags("command", "insert", "collection", "counted")
                        .timer()
                        .count());
    }

    @Test
    void logsASlowCommandByNameAndWithoutValues() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(
                        record instanceof org.jboss.logmanager.ExtLogRecord ext
                                ? ext.getFormattedMessage()
                                : record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("dev.parley.slow-commands");
        log.addHandler(handler);
        try {
            SlowCommands listener = new SlowCommands(new SimpleMeterRegistry(), Duration.ofMillis(100));
            run(listener, 1, 99);
            assertTrue(lines.isEmpty());
            run(listener, 2, 101);
            assertEquals(List.of("Slow database command: command=find collection=users millis=101"), lines);
            assertFalse(lines.getFirst().contains("ada@example.org"));
        } finally {
            log.removeHandler(handler);
        }
    }

    private static void run(SlowCommands listener, int request, long millis) {
        ConnectionDescription connection =
                new ConnectionDescription(new ServerId(new ClusterId(), new ServerAddress()));
        BsonDocument command = BsonDocument.parse("{find: 'users', filter: {email: 'ada@example.org'}}");
        listener.commandStarted(new CommandStartedEvent(null, 1, request, connection, "db", "find", command));
        listener.commandSucceeded(new CommandSucceededEvent(
                null, 1, request, connection, "db", "find", new BsonDocument(), TimeUnit.MILLISECONDS.toNanos(millis)));
    }
}
