package dev.parley.platform.events;

import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaThrottledLatestProcessedCommit;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The connector's commit strategy {@code throttled}, waiting for Kafka where that gives up: before the first record of a partition it looks up what is committed
 * there, and if Kafka goes away in this moment it ends the whole channel, which then hears nothing any more until the instance is started again.
 */
final class PatientCommit extends ContextHolder implements KafkaCommitHandler {

    static final String STRATEGY = "patient";
    private static final Logger LOG = Logger.getLogger(PatientCommit.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final KafkaThrottledLatestProcessedCommit throttled;

    private PatientCommit(Vertx vertx, KafkaThrottledLatestProcessedCommit throttled) {
        super(vertx, throttled.getTimeoutInMillis());
        this.throttled = throttled;
    }

    /** What {@code commit-strategy=patient} names. */
    @ApplicationScoped
    @Unremovable
    @Identifier(STRATEGY)
    static class Factory implements KafkaCommitHandler.Factory {

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration config,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            return new PatientCommit(
                    vertx,
                    new KafkaThrottledLatestProcessedCommit.Factory().create(config, vertx, consumer, reportFailure));
        }
    }

    @Override
    public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
        return throttled
                .received(record)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Waiting for the committed offset: topic=%s partition=%d cause=%s",
                        record.getTopic(), record.getPartition(), failure))
                .onFailure()
                .retry()
                .withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    @Override
    public void capture(Context context) {
        super.capture(context);
        throttled.capture(context);
    }

    @Override
    public <K, V> Multi<IncomingKafkaRecord<K, V>> decorateStream(Multi<IncomingKafkaRecord<K, V>> consumed) {
        return throttled.decorateStream(consumed);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        return throttled.handle(record);
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        throttled.partitionsAssigned(partitions);
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        throttled.partitionsRevoked(partitions);
    }

    @Override
    public void terminate(boolean graceful) {
        throttled.terminate(graceful);
    }
}
