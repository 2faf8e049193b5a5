package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PartitionBacklogTest {

    private final List<PartitionBacklog.Item> started = new ArrayList<>();
    private final PartitionBacklog backlog = new PartitionBacklog(started::add);

    private static ConsumerRecord<String, byte[]> record(long offset, String key, int bytes) {
        return new ConsumerRecord<>(
                "topic",
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                key.length(),
                bytes,
                key,
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }

    private void add(long offset, String key) {
        backlog.add(record(offset, key, 10));
    }

    private List<Long> startedOffsets() {
        return started.stream().map(item -> item.message().offset()).toList();
    }

    @Test
    void startsTheNextRecordOfAKeyWhenTheOneBeforeIsDoneAndOtherKeysAtOnce() {
        add(0, "a");
        add(1, "a");
        add(2, "b");
        assertEquals(List.of(0L, 2L), startedOffsets());

        started.getFirst().done();

        assertEquals(List.of(0L, 2L, 1L), startedOffsets());
    }

    @Test
    void commitsNothingBehindAnUnfinishedRecord() {
        add(5, "a");
        add(6, "a");
        add(9, "b"); // compaction leaves gaps
        started.get(1).done();
        assertEquals(-1, backlog.committable());

        started.getFirst().done();
        assertEquals(6, backlog.committable());

        started.getLast().done();
        assertEquals(10, backlog.committable());
    }

    @Test
    void limitsConcurrentRecords() {
        for (int i = 0; i <= PartitionBacklog.MOST_STARTED; i++) {
            add(i, "key-" + i);
        }
        assertEquals(PartitionBacklog.MOST_STARTED, started.size());

        started.getFirst().done();

        assertEquals(PartitionBacklog.MOST_STARTED + 1, started.size());
    }

    @Test
    void isFullByRecordsOrBytesAndHasRoomAgainAtHalf() {
        for (int i = 0; i < PartitionBacklog.MOST_HELD; i++) {
            assertFalse(backlog.isFull());
            add(i, "one key");
        }
        assertTrue(backlog.isFull());
        while (backlog.held() >= PartitionBacklog.MOST_HELD / 2) {
            assertFalse(backlog.hasRoom());
            started.getLast().done();
        }
        assertTrue(backlog.hasRoom());
        assertFalse(backlog.isFull());

        backlog.add(record(1_000_000, "large", 9 << 20));

        assertTrue(backlog.isFull());
    }

    @Test
    void startsNothingOnceClosedAndLeavesAbandonedRecordsUncommitted() {
        add(0, "a");
        add(1, "b");
        add(2, "b");
        backlog.close();
        started.get(1).done();
        started.getFirst().abandon();

        backlog.awaitIdle(Duration.ofSeconds(5));

        assertEquals(List.of(0L, 1L), startedOffsets());
        assertEquals(-1, backlog.committable());
    }
}
