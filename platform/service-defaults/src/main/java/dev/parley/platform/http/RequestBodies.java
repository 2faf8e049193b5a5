package dev.parley.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problems;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies strictly: unknown fields and values of a wrong type are collected, so that one response names
 * all of them.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
class RequestBodies implements ReaderInterceptor {

    // Jackson's problem handlers belong to the mapper, not to a read; this distinguishes the read of a request from all
    // others.
    private static final ThreadLocal<@Nullable List<FieldError>> READING = new ThreadLocal<>();

    private static final int MOST_ERRORS = 50;

    private final ObjectMapper json;

    RequestBodies(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        if (type == null || !type.getSubtype().endsWith("json") || context.getType() == InputStream.class) {
            return context.proceed();
        }
        byte[] body = context.getInputStream().readAllBytes();
        context.setInputStream(new ByteArrayInputStream(body));
        List<FieldError> errors = new ArrayList<>();
        READING.set(errors);
        try {
            Object read = context.proceed();
            if (!errors.isEmpty()) {
                throw Problems.validation(errors);
            }
            return read;
        } catch (WebApplicationException | MismatchedInputException e) {
            MismatchedInputException mismatch = mismatch(e);
            if (mismatch == null || mismatch.getPath().isEmpty()) {
                throw e;
            }
            throw Problems.validation(allErrors(body, json.constructType(context.getGenericType()), mismatch, errors));
        } finally {
            READING.remove();
        }
    }

    /**
     * Some mismatches end the read at once: it is repeated without the invalid field until it succeeds, so that all
     * invalid fields are named.
     */
    private List<FieldError> allErrors(
            byte[] body, JavaType type, MismatchedInputException first, List<FieldError> collected) throws IOException {
        JsonNode tree = json.readTree(body);
        Set<FieldError> all = new LinkedHashSet<>();
        MismatchedInputException mismatch = first;
        while (mismatch != null && all.add(ProblemFactory.fieldError(mismatch)) && all.size() < MOST_ERRORS) {
            remove(tree, mismatch.getPath());
            collected.clear();
            try {
                json.readerFor(type).readValue(json.treeAsTokens(tree));
                mismatch = null;
            } catch (MismatchedInputException next) {
                mismatch = next;
            }
        }
        all.addAll(collected);
        return List.copyOf(all);
    }

    private static void remove(JsonNode tree, List<JsonMappingException.Reference> path) {
        JsonNode parent = tree;
        for (JsonMappingException.Reference step : path.subList(0, path.size() - 1)) {
            parent = step.getFieldName() == null ? parent.path(step.getIndex()) : parent.path(step.getFieldName());
        }
        String field = path.getLast().getFieldName();
        if (parent instanceof ObjectNode object && field != null) {
            object.remove(field);
        }
    }

    private static @Nullable MismatchedInputException mismatch(Throwable error) {
        return error instanceof MismatchedInputException mismatch
                ? mismatch
                : error.getCause() instanceof MismatchedInputException cause ? cause : null;
    }

    /** Collects errors and continues the read. */
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
            // Fields that precede the constructor arguments of a record are buffered and replayed; only their name is
            // available.
            boolean replayed = parser != context.getParser();
            String path = replayed ? name : Paths.of(place(parser), name);
            note(errors, new FieldError(path, "is not a known field"));
            parser.skipChildren();
            return true;
        }

        /** The position of the parser; at the start of an object or an array, the parent's. */
        private static @Nullable JsonStreamContext place(JsonParser parser) {
            JsonStreamContext at = parser.getParsingContext();
            JsonToken token = parser.currentToken();
            return token != null && token.isStructStart() ? at.getParent() : at;
        }

        @Override
        public @Nullable Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
                throws IOException {
            List<FieldError> errors = READING.get();
            if (errors == null || target.isPrimitive()) {
                return NOT_HANDLED;
            }
            note(errors, new FieldError(Paths.of(parser.getParsingContext()), ExpectedType.describe(target)));
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

        private static void note(List<FieldError> errors, FieldError error) {
            if (errors.size() < MOST_ERRORS) {
                errors.add(error);
            }
        }

        private static @Nullable Object note(DeserializationContext context, Class<?> target) {
            List<FieldError> errors = READING.get();
            if (errors == null || target.isPrimitive()) {
                return NOT_HANDLED;
            }
            note(
                    errors,
                    new FieldError(
                            Paths.of(context.getParser().getParsingContext()),
                            ExpectedType.describe(context.constructType(target))));
            return null;
        }
    }

    /** The path in the body: {@code items[0].quantity}. */
    static final class Paths {
        private Paths() {}

        static String of(@Nullable JsonStreamContext at) {
            StringBuilder path = new StringBuilder();
            append(path, at);
            return path.isEmpty() ? "body" : path.toString();
        }

        /** The path of a field beside or in the current place. */
        static String of(@Nullable JsonStreamContext at, String name) {
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
