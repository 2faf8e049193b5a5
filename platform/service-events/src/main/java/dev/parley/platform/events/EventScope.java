package dev.parley.platform.events;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ManagedContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The context of a handler: the trace of the event, and a request context of its own. */
final class EventScope {

    private static final TextMapGetter<EventMeta> TRACEPARENT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(EventMeta carrier) {
            return List.of(CloudEvents.TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable EventMeta carrier, String key) {
            return carrier != null && key.equals(CloudEvents.TRACEPARENT) ? carrier.traceparent() : null;
        }
    };

    private final Tracer tracer;

    EventScope(Tracer tracer) {
        this.tracer = tracer;
    }

    void run(EventMeta meta, Runnable handler) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), meta, TRACEPARENT);
        Span span = tracer.spanBuilder(meta.topic() + " process")
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.message.id", meta.id())
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            inRequestContext(handler);
        } catch (RuntimeException | Error e) {
            span.recordException(e);
            throw e;
        } finally {
            span.end();
        }
    }

    private static void inRequestContext(Runnable handler) {
        ArcContainer container = Arc.container();
        if (container == null || container.requestContext().isActive()) {
            handler.run();
            return;
        }
        ManagedContext context = container.requestContext();
        context.activate();
        try {
            handler.run();
        } finally {
            context.terminate();
        }
    }
}
