package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTopicsTest {

    private final AtomicInteger asked = new AtomicInteger();

    private RefusedTopics guarding(RuntimeException failure, boolean connected) {
        return new RefusedTopics(
                record -> {
                    asked.incrementAndGet();
                    return record.topic().equals("bad")
                            ? CompletableFuture.failedFuture(failure)
                            : CompletableFuture.completedFuture(null);
                },
                () -> connected);
    }

    private static ProducerRecord<String, byte[]> to(String topic) {
        return new ProducerRecord<>(topic, new byte[0]);
    }

    @Test
    void aMissingTopicIsLookedUpOnceAndOthersAreNotAffected() {
        RefusedTopics topics =
                guarding(new TimeoutException("not in metadata", new UnknownTopicOrPartitionException("bad")), true);

        topics.send(to("bad"));
        CompletableFuture<Void> again = topics.send(to("bad"));
        CompletableFuture<Void> other = topics.send(to("good"));

        assertEquals(2, asked.get());
        assertEquals(
                SendFailure.Kind.TOPIC, SendFailure.of(again.exceptionNow()).kind());
        assertEquals(CompletableFuture.State.SUCCESS, other.state());
    }

    @ParameterizedTest
    @CsvSource({"true, TOPIC, 1", "false, AWAY, 2"})
    void aLookupTimeoutCountsForTheTopicOnlyWhileTheBrokerIsReachable(
            boolean connected, SendFailure.Kind kind, int asks) {
        RefusedTopics topics = guarding(new TimeoutException("not in metadata"), connected);

        topics.send(to("bad"));
        CompletableFuture<Void> again = topics.send(to("bad"));

        assertEquals(kind, SendFailure.of(again.exceptionNow()).kind());
        assertEquals(asks, asked.get());
    }

    @Test
    void aFullBufferAndATooLargeEventDoNotCountForTheTopic() {
        assertInstanceOf(
                BufferExhaustedException.class,
                guarding(new BufferExhaustedException("full"), true)
                        .send(to("bad"))
                        .exceptionNow());
        RefusedTopics topics = guarding(new RecordTooLargeException("large"), true);

        topics.send(to("bad"));
        topics.send(to("bad"));

        assertEquals(3, asked.get());
    }
}
