package dev.parley.platform.events;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An event as it waits inside its document; it gets its number from the place it has there. */
record PendingEvent(
        String id,
        String type,
        Instant at,
        String actor,
        @Nullable String traceparent,
        String data) {

    static PendingEvent of(NewEvent event) {
        return new PendingEvent(
                event.id(),
                EventType.Of.type(event.data().getClass()),
                event.at(),
                event.actor(),
                currentTrace(),
                EventJson.write(event.data()));
    }

    private static @Nullable String currentTrace() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    Document write() {
        Document document = new Document("id", id)
                .append("type", type)
                .append("at", Date.from(at))
                .append("actor", actor)
                .append("data", data);
        if (traceparent != null) {
            document.append("traceparent", traceparent);
        }
        return document;
    }

    static PendingEvent read(Document document) {
        return new PendingEvent(
                document.getString("id"),
                document.getString("type"),
                document.getDate("at").toInstant(),
                document.getString("actor"),
                document.getString("traceparent"),
                document.getString("data"));
    }
}
