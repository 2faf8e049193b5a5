package dev.parley.platform.events;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Holds a consumer between its poll and whatever it does with the records. */
public final class HeldPoll implements ConsumerInterceptor<String, byte[]> {

    private static volatile CountDownLatch release = new CountDownLatch(0);
    private static volatile boolean holding;

    static void hold() {
        holding = false;
        release = new CountDownLatch(1);
    }

    static boolean isHolding() {
        return holding;
    }

    static void release() {
        release.countDown();
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        if (release.getCount() > 0) {
            holding = true;
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configuration) {}

    @Override
    public void close() {}
}
