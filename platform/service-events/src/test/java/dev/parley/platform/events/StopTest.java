package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.parley.platform.id.Ids;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
@TestProfile(StopTest.Alone.class)
class StopTest {

    private static final String TOPIC = "test.telemetry";

    /** The id of the document written during shutdown; empty in other tests. */
    private static final AtomicReference<String> LAST = new AtomicReference<>();

    public static final class Alone implements QuarkusTestProfile {}

    /** Writes an event as late as a consumer or a recurring job may. */
    @ApplicationScoped
    static class LateWriter {

        private final Outboxes outboxes;

        LateWriter(Outboxes outboxes) {
            this.outboxes = outboxes;
        }

        void stop(@Observes ShutdownEvent event) {
            String id = LAST.get();
            if (id != null) {
                outboxes.open("late_things", TOPIC)
                        .insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1)));
            }
        }
    }

    @Inject
    Leases leases;

    @Test
    void flushesOutboxesAndReleasesLeases() throws Exception {
        var config = ConfigProvider.getConfig();
        String uri = config.getValue("MONGODB_URI", String.class);
        String database = config.getValue("parley.database", String.class);
        String id = Ids.next();
        LAST.set(id);
        assertTrue(leases.take("held-" + id, Duration.ofHours(1)));

        Objects.requireNonNull(Application.currentApplication()).stop();

        try (MongoClient client = MongoClients.create(uri)) {
            assertEquals(
                    0,
                    client.getDatabase(database)
                            .getCollection("leases")
                            .countDocuments(new Document("_id", "held-" + id)));
        }
        assertTrue(keysOn(TOPIC).contains(id), "the event is out");
    }

    private static List<String> keysOn(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", System.getProperty(TestStack.KAFKA)),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> keys = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
            }
            return keys;
        }
    }
}
