package dev.parley.platform.events;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.Topics;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A database and topics of its own for one test class, without a container. The engines are those of the JVM: a test
 * that stops one restarts it.
 */
final class Bench implements AutoCloseable {

    private static final EmbeddedStack ENGINES = startEngines();

    final EmbeddedStack stack = ENGINES;
    final MongoClient client = newClient();
    final MongoDatabase database = client.getDatabase("test-" + Ids.next());
    final KafkaSettings kafka = new KafkaSettings(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
    final EventProducer producer = newProducer();
    final RetryingWrites writes = new RetryingWrites();
    final Clock clock = Clock.tickMillis(java.time.ZoneOffset.UTC);

    MongoClient newClient() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(stack.mongodbUri()))
                .applyToClusterSettings(settings -> settings.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToSocketSettings(settings -> settings.connectTimeout(2, TimeUnit.SECONDS))
                .retryWrites(false)
                .build());
    }

    EventProducer newProducer() {
        return new EventProducer(kafka, "test-service");
    }

    /** A new topic with its dead letters; returns its name. */
    String topic() {
        String name = "topic-" + Ids.next();
        new Topics(List.of(new Topics.Topic(name, 3, false, Duration.ofDays(1)))).create(stack.kafkaBootstrapServers());
        return name;
    }

    /** An outbox on a collection of its own whose relay runs only when it is called. */
    Outbox outbox(@Nullable String topic) {
        return outbox("c-" + Ids.next(), topic, false, producer);
    }

    Outbox outbox(String collection, @Nullable String topic, boolean compacted, EventSender sender) {
        return outbox(collection, topic, compacted, sender, writes);
    }

    Outbox outbox(
            String collection,
            @Nullable String topic,
            boolean compacted,
            EventSender sender,
            RetryingWrites relayWrites) {
        return outbox(client, collection, topic, compacted, sender, relayWrites);
    }

    /** The outbox as in another process, through a client of its own. */
    Outbox outbox(MongoClient other, String collection, String topic, boolean compacted, EventSender sender) {
        return outbox(other, collection, topic, compacted, sender, writes);
    }

    private Outbox outbox(
            MongoClient through,
            String collection,
            @Nullable String topic,
            boolean compacted,
            EventSender sender,
            RetryingWrites relayWrites) {
        var documents = through.getDatabase(database.getName()).getCollection(collection);
        OutboxRelay relay = new OutboxRelay(documents, topic, "test-service", compacted, sender, relayWrites, clock);
        OutboxMigrations.of(collection)
                .migrations()
                .forEach(migration -> migration.apply().accept(database));
        return new Outbox(collection, new OutboxCollection(documents, relay, writes, clock), relay);
    }

    record Outbox(String collection, OutboxCollection documents, OutboxRelay relay) {
        Document find(String id) {
            return documents.mongo().find(new Document("_id", id)).first();
        }

        /** Makes documents due: their pause or claim is over. */
        void makeDue(String... ids) {
            documents.mongo().updateMany(Filters.in("_id", ids), Updates.set("outboxNext", new Date(0)));
        }
    }

    /** Everything on the topic, partition by partition. */
    List<ConsumerRecord<String, byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    List<EventMeta> eventsOf(String topic, String key) {
        return records(topic).stream()
                .filter(record -> record.key().equals(key))
                .map(EventMeta::of)
                .toList();
    }

    /** The sequences in the order of their first arrival. */
    static List<Long> firstArrivals(List<EventMeta> events) {
        return events.stream().map(EventMeta::sequence).distinct().toList();
    }

    /** The result of a send without a response of the broker. */
    static CompletableFuture<Void> noAnswer() {
        return new CompletableFuture<Void>().orTimeout(50, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        producer.stop(null);
        database.drop();
        client.close();
    }

    private static EmbeddedStack startEngines() {
        EmbeddedStack engines = EmbeddedStack.temporary();
        Runtime.getRuntime().addShutdownHook(new Thread(engines::close, "stop-engines"));
        return engines;
    }
}
