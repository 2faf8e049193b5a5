package dev.parley.platform.events;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/** The fields of a document that are its outbox. */
final class OutboxFields {

    /** How many events of its own the aggregate has had. */
    static final String SEQUENCE = "eventSeq";

    /** The events that are still to be sent, oldest first. */
    static final String PENDING = "pendingEvents";

    /** Since when the oldest of them has been waiting. */
    static final String SINCE = "outboxSince";

    /** When the sweep tries next; absent when nothing is due, ever. */
    static final String NEXT = "outboxNext";

    /**
     * The claim of the relay that works on the document. One that was never given back may still have a send under way.
     */
    static final String CLAIM = "outboxClaim";

    /** Compacted topics: the newest of the aggregate's own events that was sent, with its sequence. */
    static final String LAST_SENT = "outboxLast";

    /** Compacted topics: an older event may have arrived after the newest, so the newest is to be sent again. */
    static final String RESEND = "outboxResend";

    /** Why the head was not sent, and how often that was tried. */
    static final String FAILURE = "outboxFailure";

    /** Since when the document is parked: its head can never be sent as it is. */
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

    /** When a document that was written now falls to the sweep: the instance that wrote it relays at once. */
    static Date leftAfter(Clock clock) {
        return Date.from(clock.instant().plus(LEFT_AFTER));
    }
}
