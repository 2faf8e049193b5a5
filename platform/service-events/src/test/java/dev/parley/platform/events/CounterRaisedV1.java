package dev.parley.platform.events;

import dev.parley.platform.id.Ids;
import java.time.Instant;

@EventType("dev.parley.test.counter-raised.v1")
record CounterRaisedV1(String counterId, int to) {

    static PendingEvent event(String counterId, int to) {
        return new PendingEvent(
                Ids.next(), Instant.parse("2026-01-15T10:30:00Z"), "user:somebody", new CounterRaisedV1(counterId, to));
    }
}
