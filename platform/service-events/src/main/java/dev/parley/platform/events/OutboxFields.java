package dev.parley.platform.events;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/** The fields of a document's outbox. */
final class OutboxFields {

    /** The number of the aggregate's own events so far. */
    static final String SEQUENCE = "eventSeq";

    /** The unsent events, oldest first. */
    static final String PENDING = "pendingEvents";

    /** When the oldest unsent event was written. */
    static final String SINCE = "outboxSince";

    /** When the sweep tries next; absent when nothing will be due. */
    static final String NEXT = "outboxNext";

    /**
     * The claim of the relay that works on the document. One that was never released may still have a send in flight.
     */
    static final String CLAIM = "outboxClaim";

    /** Compacted topics: the newest of the aggregate's own events that was sent, with its sequence. */
    static final String LAST_SENT = "outboxLast";

    /** Compacted topics: an older event may have arrived after the newest, so the newest must be sent again. */
    static final String RESEND = "outboxResend";

    /** Why the first event was not sent, and the number of attempts. */
    static final String FAILURE = "outboxFailure";

    /** Since when the document is parked: its first event can never be sent as it is. */
    static final String PARKED = "outboxParked";

    static final Set<String> ALL =
            Set.of(SEQUENCE, PENDING, SINCE, NEXT, CLAIM, LAST_SENT, RESEND, FAILURE, PARKED, "outboxLease");

    /** In {@link #LAST_SENT}. */
    static final String LAST_SEQUENCE = "sequence";

    /** In {@link #FAILURE}. */
    static final String REASON = "reason";

    /** In {@link #FAILURE}. */
    static final String TRIES = "tries";

    private static final Duration LEFT_AFTER = Duration.ofSeconds(2);

    private OutboxFields() {}

    /** When the sweep takes over a document written now: the instance that wrote it relays at once. */
    static Date leftAfter(Clock clock) {
        return Date.from(clock.instant().plus(LEFT_AFTER));
    }
}
