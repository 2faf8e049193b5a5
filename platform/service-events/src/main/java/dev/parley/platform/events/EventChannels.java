package dev.parley.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;

/**
 * The connector of every {@code @Incoming} channel, which has one setting:
 * {@code mp.messaging.incoming.<channel>.topic}. It starts a record when the earlier ones of the same key are done, and
 * pauses partitions, not the channel, when records wait (ADR 18).
 */
@ApplicationScoped
@Connector(EventChannels.NAME)
class EventChannels implements InboundConnector {

    static final String NAME = "parley-events";

    private final KafkaSettings settings;
    private final Events events;
    private final MeterRegistry metrics;
    private final String service;
    private final @Nullable String instance;
    private final List<ChannelRunner> runners = new CopyOnWriteArrayList<>();

    EventChannels(
            KafkaSettings settings,
            Events events,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "parley.instance") Optional<String> instance) {
        this.settings = settings;
        this.events = events;
        this.metrics = metrics;
        this.service = service;
        this.instance = instance.orElse(null);
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
        var channel = new ChannelRunner.Channel(
                config.getValue(CHANNEL_NAME_ATTRIBUTE, String.class),
                config.getValue("topic", String.class),
                service,
                instance);
        return Multi.createFrom().emitter(emitter -> start(channel, emitter), BackPressureStrategy.BUFFER);
    }

    private void start(ChannelRunner.Channel channel, MultiEmitter<? super Message<?>> emitter) {
        ChannelRunner runner = new ChannelRunner(channel, settings, metrics, item -> emitter.emit(message(item)));
        runners.add(runner);
        runner.start();
    }

    private Message<ConsumerRecord<String, byte[]>> message(PartitionBacklog.Item item) {
        return Message.of(
                item.message(),
                () -> {
                    item.done();
                    return CompletableFuture.completedFuture(null);
                },
                failure -> failed(item, failure));
    }

    /** A consumer method threw: the instance stops, or the method has a bug outside of {@link Events#dispatch}. */
    private CompletionStage<Void> failed(PartitionBacklog.Item item, Throwable failure) {
        if (failure instanceof Attempts.Stopping) {
            item.abandon();
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> giveUp(item, failure), Thread::startVirtualThread);
    }

    private void giveUp(PartitionBacklog.Item item, Throwable failure) {
        try {
            events.giveUp(item.message(), failure);
            item.done();
        } catch (Attempts.Stopping stopped) {
            item.abandon();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        runners.parallelStream().forEach(ChannelRunner::stop);
    }
}
