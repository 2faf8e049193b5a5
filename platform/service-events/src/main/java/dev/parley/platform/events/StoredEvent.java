package dev.parley.platform.events;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored in its document; the sequence number of an aggregate's own event follows from its position.
 *
 * <p>A routed event is stored in a format that a relay of an older version cannot read: it must stop there, and not
 * send it to the wrong topic with the sequence number of another event.
 */
record StoredEvent(
        String id,
        String type,
        Instant at,
        String actor,
        @Nullable String traceparent,
        String data,
        PendingEvent.@Nullable Destination destination) {

    /**
     * The maximum size of an event in bytes: the producer's limit, minus room for the headers, including those of a
     * dead letter.
     */
    static final int LARGEST = 1_000_000;

    private static final String DESTINATION = "aside";

    /** @throws Problem 422 {@code event-too-large} */
    static StoredEvent of(PendingEvent event) {
        String data = EventJson.write(event.data());
        int bytes = data.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            throw Problems.unprocessable(
                            "event-too-large",
                            "Event too large",
                            "The event of this change has " + bytes + " bytes, and at most " + LARGEST + " fit.")
                    .with("limit", LARGEST);
        }
        return new StoredEvent(
                event.id(),
                EventType.Of.type(event.data().getClass()),
                event.at(),
                event.actor(),
                currentTrace(),
                data,
                event.destination());
    }

    /** Whether it is one of its aggregate's own events, which are numbered. */
    boolean isOwn() {
        return destination == null;
    }

    private static @Nullable String currentTrace() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    Document write() {
        Document waiting = new Document("id", id);
        Document facts = waiting;
        if (destination != null) {
            facts = new Document("topic", destination.topic()).append("key", destination.key());
            waiting.append(DESTINATION, facts);
        }
        facts.append("type", type)
                .append("at", Date.from(at))
                .append("actor", actor)
                .append("data", data);
        if (traceparent != null) {
            facts.append("traceparent", traceparent);
        }
        return waiting;
    }

    static StoredEvent read(Document waiting) {
        Document destination = waiting.get(DESTINATION, Document.class);
        Document facts = destination == null ? waiting : destination;
        return new StoredEvent(
                waiting.getString("id"),
                facts.getString("type"),
                facts.getDate("at").toInstant(),
                facts.getString("actor"),
                facts.getString("traceparent"),
                facts.getString("data"),
                destination == null
                        ? null
                        : new PendingEvent.Destination(destination.getString("topic"), destination.getString("key")));
    }
}
