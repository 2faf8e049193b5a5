package dev.parley.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.parley.platform.http.RequestBodies.Paths;
import dev.parley.platform.money.MoneyModule.InvalidMoney;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.TokenProblems;
import dev.parley.platform.upstream.Upstream;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Maps exceptions to problems. An unexpected exception is logged and becomes a 500 that shows only a trace id. */
final class ProblemFactory {

    private static final Logger LOG = Logger.getLogger("dev.parley.errors");
    private static final Duration STORAGE_RETRY = Duration.ofSeconds(5);

    private ProblemFactory() {}

    static Problem fromException(Throwable error) {
        Problem problem = switch (error) {
            case Problem known -> known;
            case ConstraintViolationException violations -> violations(violations);
            case UnauthorizedException _ -> Problems.unauthenticated("unauthenticated", "An access token is required.");
            case AuthenticationFailedException failed -> TokenProblems.of(failed);
            case ForbiddenException _ -> Problems.forbidden("Your role does not allow this.");
            case WebApplicationException http -> http(http);
            case JsonProcessingException json -> json(json);
            default -> transientOrInternal(error);
        };
        if (problem.status() == 503) {
            // A transient failure, and frequent: one line suffices.
            LOG.warnf("Transient failure of a request: problem=%s reason=%s", problem.slug(), problem.getCause());
        } else if (problem.status() >= 500) {
            LOG.errorf(problem, "Request failed: status=%d problem=%s", problem.status(), problem.slug());
        }
        return problem;
    }

    /** A status that was set without an exception. */
    static Problem fromStatus(int status) {
        return switch (status) {
            case 400 -> Problems.badRequest("The request cannot be understood.");
            case 401 -> Problems.unauthenticated("unauthenticated", "An access token is required.");
            case 403 -> Problems.forbidden("Your role does not allow this.");
            case 404 -> Problems.http(404, "no-such-path", "Path not found", "There is no resource at this path.");
            case 405 ->
                Problems.http(405, "method-not-allowed", "Method not allowed", "Allow lists the methods of this path.");
            case 406 ->
                Problems.http(
                        406,
                        "not-acceptable",
                        "Not acceptable",
                        "The response is not available in an accepted format.");
            case 413 -> Problems.http(413, "body-too-large", "Body too large", "The body is larger than allowed.");
            case 415 ->
                Problems.http(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "The body's Content-Type is not supported here.");
            case 431 -> Problems.http(431, "headers-too-large", "Headers too large", "The headers are too large.");
            default ->
                status < 500
                        ? Problems.http(status, "http-" + status, "Request refused", "The request was refused.")
                        : internal(null);
        };
    }

    private static Problem transientOrInternal(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (MongoErrors.isUnavailable(cause)) {
                return Problems.unavailable("The database", STORAGE_RETRY).causedBy(error);
            }
            if (cause instanceof Problem known) {
                return known;
            }
        }
        return Upstream.isUnavailable(error)
                ? Problems.unavailable("Another service", Duration.ofSeconds(2)).causedBy(error)
                : internal(error);
    }

    private static Problem internal(@Nullable Throwable error) {
        Span span = Span.current();
        String trace = span.getSpanContext().isValid()
                ? span.getSpanContext().getTraceId()
                : RequestIds.current().orElse("none");
        Problem problem = Problems.http(
                        500,
                        "internal-error",
                        "Internal error",
                        "An internal error occurred. Give the trace id to support.")
                .with("traceId", trace);
        return error == null ? problem : problem.causedBy(error);
    }

    private static Problem http(WebApplicationException error) {
        Throwable cause = error.getCause();
        if (cause instanceof JsonProcessingException json) {
            return json(json);
        }
        if (cause instanceof Problem known) {
            return known;
        }
        int status = error.getResponse().getStatus();
        // JAX-RS responds with 404 to a parameter that does not parse; the path exists, though, and the request is
        // invalid.
        if (error instanceof NotFoundException && cause instanceof IllegalArgumentException) {
            return Problems.badRequest("A parameter of the path or the query is malformed.");
        }
        return status >= 500 ? transientOrInternal(error) : fromStatus(status);
    }

    private static Problem json(JsonProcessingException error) {
        return switch (error) {
            case StreamConstraintsException beyond -> beyondReason(beyond);
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamConstraintsException beyond -> beyondReason(beyond);
            case MismatchedInputException mismatch -> Problems.validation(List.of(fieldError(mismatch)));
            case InputCoercionException number ->
                outOfRange(Paths.of(number.getProcessor().getParsingContext()));
            case JsonMappingException mapping
            when mapping.getCause() instanceof InputCoercionException -> outOfRange(path(mapping));
            case StreamReadException read -> Problems.malformedJson("The body is not JSON" + position(read) + ".");
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamReadException read ->
                Problems.malformedJson("The body is not JSON" + position(read) + ".");
            case JsonMappingException mapping when mapping.getCause() instanceof Problem known -> known;
            default -> internal(error);
        };
    }

    /** A value of a wrong type: its path and the expected type. */
    static FieldError fieldError(MismatchedInputException error) {
        String message = error instanceof InvalidMoney
                ? error.getOriginalMessage()
                : error.getTargetType() == null
                        ? "has a wrong type or value"
                        : ExpectedType.describe(error.getTargetType());
        return new FieldError(path(error), message);
    }

    /** Nesting a thousand deep, a number of a thousand digits, and the like. */
    private static Problem beyondReason(StreamConstraintsException error) {
        return Problems.malformedJson("The body exceeds the limits for JSON" + position(error) + ".");
    }

    private static Problem outOfRange(String field) {
        return Problems.validation(field, ExpectedType.describe(long.class));
    }

    private static String position(JsonProcessingException error) {
        return error.getLocation() == null
                ? ""
                : " (line " + error.getLocation().getLineNr() + ", column "
                        + error.getLocation().getColumnNr() + ")";
    }

    private static String path(JsonMappingException error) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : error.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static Problem violations(ConstraintViolationException error) {
        List<FieldError> errors = error.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        return Problems.validation(errors);
    }

    /** The path without the method and its body parameter; the parameter's name for any other parameter. */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder();
        String parameter = "body";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() != ElementKind.METHOD) {
                step(path, node);
            }
        }
        return path.isEmpty() ? parameter : path.toString();
    }

    private static void step(StringBuilder path, Path.Node node) {
        if (node.isInIterable()) {
            Object at = node.getIndex() == null ? node.getKey() : node.getIndex();
            path.append('[').append(at == null ? "" : at).append(']');
        }
        if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
            path.append(path.isEmpty() ? "" : ".").append(node.getName());
        }
    }
}
