package dev.parley.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problems;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads request bodies strictly: unknown fields and values of a wrong type are collected, so that one answer names all of them. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
class RequestBodies implements ReaderInterceptor {

    // Jackson's problem handlers belong to the mapper, not to a read; this tells a request's read from all others.
    private static final ThreadLocal<@Nullable List<FieldError>> READING = new ThreadLocal<>();

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        List<FieldError> errors = new ArrayList<>();
        READING.set(errors);
        try {
            Object read = context.proceed();
            if (!errors.isEmpty()) {
                throw Problems.validation(errors);
            }
            return read;
        } finally {
            READING.remove();
        }
    }

    /** Notes what is wrong and reads on. */
    static final class Collector extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String name)
                throws IOException {
            List<FieldError> errors = READING.get();
            if (errors == null) {
                return false;
            }
            errors.add(new FieldError(Paths.of(parser.getParsingContext(), name), "is not a known field"));
            parser.skipChildren();
            return true;
        }

        @Override
        public @Nullable Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
                throws IOException {
            List<FieldError> errors = READING.get();
            if (errors == null || target.isPrimitive()) {
                return NOT_HANDLED;
            }
            errors.add(new FieldError(Paths.of(parser.getParsingContext()), Expected.of(target)));
            parser.skipChildren();
            return null;
        }

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String message) {
            return note(context, target);
        }

        @Override
        public @Nullable Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> target, Number value, String message) {
            return note(context, target);
        }

        private static @Nullable Object note(DeserializationContext context, Class<?> target) {
            List<FieldError> errors = READING.get();
            if (errors == null || target.isPrimitive()) {
                return NOT_HANDLED;
            }
            errors.add(new FieldError(
                    Paths.of(context.getParser().getParsingContext()), Expected.of(context.constructType(target))));
            return null;
        }
    }

    /** Where in the body: {@code items[0].quantity}. */
    static final class Paths {
        private Paths() {}

        static String of(JsonStreamContext at) {
            StringBuilder path = new StringBuilder();
            append(path, at);
            return path.isEmpty() ? "body" : path.toString();
        }

        /** The path of a field beside or in the current place: when buffered fields are replayed, the parser has no parents, and the name is all there is. */
        static String of(JsonStreamContext at, String name) {
            String path = of(at);
            if (path.equals(name) || path.endsWith("." + name)) {
                return path;
            }
            return path.equals("body") ? name : path + "." + name;
        }

        private static void append(StringBuilder path, @Nullable JsonStreamContext at) {
            if (at == null || at.inRoot()) {
                return;
            }
            append(path, at.getParent());
            if (at.inArray()) {
                path.append('[').append(at.getCurrentIndex()).append(']');
            } else if (at.getCurrentName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(at.getCurrentName());
            }
        }
    }
}
