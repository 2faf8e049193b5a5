package dev.parley.platform.events;

import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One document that is being relayed: its outbox as read, and the progress of its events. */
final class Outgoing {

    private static final int EVENTS_AT_ONCE = 50;

    final Object id;
    final List<StoredEvent> events;

    /** Whether the newest event is to be sent again when no other is pending; only where topics are compacted. */
    final boolean owesResend;

    private final @Nullable Document lastSent;
    private final Document failureBefore;
    private final long sequence;
    private int sent;
    private boolean resent;
    private @Nullable SendFailure failure;

    private Outgoing(Document document, List<StoredEvent> events, long sequence) {
        this.id = Objects.requireNonNull(document.get("_id"));
        this.events = events;
        this.sequence = sequence;
        this.owesResend = document.getBoolean(OutboxFields.RESEND, false);
        this.lastSent = document.get(OutboxFields.LAST_SENT, Document.class);
        this.failureBefore =
                Objects.requireNonNullElse(document.get(OutboxFields.FAILURE, Document.class), new Document());
    }

    /** The events of a document; one that cannot be read has failed as unfit. */
    static Outgoing of(Document document) {
        try {
            if (!(document.get("_id") instanceof String)) {
                throw new UnreadableEvent("Its id is not text", null);
            }
            List<StoredEvent> events = document.getList(OutboxFields.PENDING, Document.class, List.of()).stream()
                    .map(StoredEvent::read)
                    .toList();
            long sequence = document.get(OutboxFields.SEQUENCE, Number.class).longValue();
            return new Outgoing(document, events, sequence);
        } catch (RuntimeException e) { // any failure: this document must not block the others
            Outgoing unreadable = new Outgoing(
                    new Document("_id", document.get("_id")).append(OutboxFields.FAILURE, failureOf(document)),
                    List.of(),
                    0);
            unreadable.failed(new SendFailure(SendFailure.Kind.UNFIT, "unreadable"));
            return unreadable;
        }
    }

    private static Document failureOf(Document document) {
        return document.get(OutboxFields.FAILURE) instanceof Document failure ? failure : new Document();
    }

    String key() {
        return (String) id;
    }

    boolean hasNext() {
        return failure == null && (sent < Math.min(events.size(), EVENTS_AT_ONCE) || isResend());
    }

    /** Whether only a resend of the newest event is left. */
    boolean isResend() {
        return owesResend && !resent && events.isEmpty() && lastSent != null;
    }

    StoredEvent next() {
        return lastSent != null && isResend() ? StoredEvent.read(lastSent) : events.get(sent);
    }

    long nextSequence() {
        return lastSent != null && isResend() ? sequenceOf(lastSent) : sequenceOf(sent);
    }

    /** Of n pending events of its own, the i-th has the number {@code eventSeq - (n - 1 - i)}. */
    private long sequenceOf(int index) {
        return sequence
                - events.subList(index + 1, events.size()).stream()
                        .filter(StoredEvent::isOwn)
                        .count();
    }

    private static long sequenceOf(Document sentLast) {
        return sentLast.get(OutboxFields.LAST_SEQUENCE, Number.class).longValue();
    }

    void arrived() {
        if (isResend()) {
            resent = true;
        } else {
            sent++;
        }
    }

    void failed(SendFailure cause) {
        failure = cause;
    }

    @Nullable
    SendFailure failure() {
        return failure;
    }

    int sent() {
        return sent;
    }

    boolean isEmptied() {
        return sent > 0 && sent == events.size();
    }

    boolean isResent() {
        return resent;
    }

    /** Whether sending any of its events was attempted. */
    boolean wasTried() {
        return sent > 0 || resent || failure != null;
    }

    boolean isUnfit() {
        return failure != null && failure.is(SendFailure.Kind.UNFIT);
    }

    List<String> sentIds() {
        return events.subList(0, sent).stream().map(StoredEvent::id).toList();
    }

    /** The newest of its own events that were sent, in its stored form; null when there is none. */
    @Nullable
    Document newestSent() {
        for (int i = sent - 1; i >= 0; i--) {
            if (events.get(i).isOwn()) {
                return events.get(i).write().append(OutboxFields.LAST_SEQUENCE, sequenceOf(i));
            }
        }
        return null;
    }

    /** The id of the newest sent event when the document was read. */
    @Nullable
    String lastSentId() {
        return lastSent == null ? null : lastSent.getString("id");
    }

    /**
     * The number of failed attempts of the first event, including this one; it restarts at one when an event was sent.
     */
    int tries() {
        return sent > 0 ? 1 : failureBefore.getInteger(OutboxFields.TRIES, 0) + 1;
    }

    /** Whether the document failed for another reason before, or not at all. */
    boolean failsForANewReason() {
        return failure != null && !(sent == 0 && failure.reason().equals(failureBefore.getString(OutboxFields.REASON)));
    }
}
