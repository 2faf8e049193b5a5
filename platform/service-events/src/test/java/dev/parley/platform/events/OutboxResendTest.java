package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Updates;
import dev.parley.platform.events.Bench.Outbox;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A compacted topic ends with the newest event of each document, despite any failure. */
@Tag("storage")
@Tag("slow")
class OutboxResendTest {

    private static Bench bench;

    private final String topic = bench.topic();
    private final String id = Ids.next();
    private final String collection = "c-" + Ids.next();
    private final Outbox outbox = bench.outbox(collection, topic, true, bench.producer);

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private void sweepWhenDue() {
        outbox.makeDue(id);
        outbox.relay().sweepSoon();
        outbox.relay().turn();
    }

    private List<Long> arrivals() {
        return bench.eventsOf(topic, id).stream().map(EventMeta::sequence).toList();
    }

    private boolean owesResend() {
        return outbox.find(id).getBoolean("outboxResend", false);
    }

    @Test
    void anAcknowledgedEventIsSentOnce() {
        outbox.documents().insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1)));
        outbox.relay().turn();

        assertEquals(List.of(1L), arrivals());
        assertFalse(owesResend());
        assertFalse(outbox.find(id).containsKey("outboxNext"));
    }

    @Test
    void afterASendOfUnknownOutcomeTheNewestIsSentAgainLater() {
        AtomicInteger sends = new AtomicInteger();
        Outbox unlucky = bench.outbox(
                collection,
                topic,
                true,
                record -> record.key().equals(id) && sends.getAndIncrement() == 0
                        ? Bench.noAnswer()
                        : bench.producer.send(record));
        String other = Ids.next();
        unlucky.documents().insert(new Document("_id", other), List.of(CounterRaisedV1.event(other, 1)));
        unlucky.documents()
                .insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1), CounterRaisedV1.event(id, 2)));
        unlucky.relay().relay(List.of(other, id));

        assertTrue(owesResend());
        sweepWhenDue();
        assertEquals(List.of(1L, 2L), arrivals());
        assertTrue(owesResend(), "what has no answer may still arrive");
        assertTrue(outbox.find(id).getDate("outboxNext").toInstant().isAfter(bench.clock.instant()));

        sweepWhenDue();
        assertEquals(List.of(1L, 2L, 2L), arrivals());
        assertFalse(owesResend());
        assertFalse(outbox.find(id).containsKey("outboxNext"));
    }

    @Test
    void aRelayThatCannotSettleOwesAResend() {
        AtomicInteger writes = new AtomicInteger();
        RetryingWrites away = new RetryingWrites() {
            @Override
            public <T> T run(Supplier<T> write) {
                if (writes.incrementAndGet() > 2) { // the claim succeeds, in two writes at most
                    throw new IllegalStateException("the database is away");
                }
                return super.run(write);
            }
        };
        Outbox dying = bench.outbox(collection, topic, true, bench.producer, away);
        outbox.documents().insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1)));
        writes.set(1);
        assertThrows(IllegalStateException.class, () -> dying.relay().relay(List.of(id)));

        sweepWhenDue();
        assertTrue(owesResend(), "the other may still have a send under way");
        sweepWhenDue();

        assertEquals(List.of(1L, 1L, 1L), arrivals());
        assertFalse(owesResend());
    }

    @Test
    void aRelayThatLostItsClaimHasTheNewestSentAgain() {
        AtomicInteger sends = new AtomicInteger();
        Outbox slow = bench.outbox(collection, topic, true, record -> {
            if (sends.getAndIncrement() == 0) { // its claim expires before it sends, and another relay continues
                outbox.documents()
                        .update(eq("_id", id), Updates.set("value", 2), List.of(CounterRaisedV1.event(id, 2)));
                sweepWhenDue();
                sweepWhenDue();
            }
            return bench.producer.send(record);
        });
        outbox.documents().insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1)));

        slow.relay().relay(List.of(id));

        assertEquals(List.of(1L, 2L, 2L, 1L), arrivals(), "ends with the older event");
        assertTrue(owesResend());
        sweepWhenDue();
        assertEquals(2L, arrivals().getLast());
        assertFalse(owesResend());
    }
}
