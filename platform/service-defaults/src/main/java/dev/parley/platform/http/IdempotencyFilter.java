package dev.parley.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoException;
import dev.parley.platform.http.IdempotencyKeys.Answer;
import dev.parley.platform.http.IdempotencyKeys.Begun;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Honors {@code Idempotency-Key} on POST. The scope of a key is the caller, the endpoint and its path parameters, so
 * that another spelling of the path is the same scope. A caller without a token has no scope: with a guessed key,
 * anyone could read another caller's response.
 *
 * <p>Stored are final outcomes: successes, conflicts with the state (409) and refusals by a rule (422). A failure, or a
 * response that asks for a retry, is retried with the same ids; a request that was refused before it had any effect
 * (any other 4xx) leaves its key unused, so that it may be corrected under the same key.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.USER)
class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final Set<Integer> REFUSED_BY_STATE = Set.of(409, 422);
    private static final String RUN = IdempotencyFilter.class.getName();

    private final IdempotencyKeys keys;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper json;
    private final ResourceInfo endpoint;

    IdempotencyFilter(
            IdempotencyKeys keys,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper json,
            ResourceInfo endpoint) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        Method method = endpoint.getResourceMethod();
        Caller asks = caller.get();
        if (method.isAnnotationPresent(NoIdempotency.class) || asks.kind() == Caller.Kind.NOBODY) {
            return;
        }
        String key = key(request.getHeaderString(HEADER), method.isAnnotationPresent(IdempotencyRequired.class));
        if (key == null) {
            return;
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String id = asks.actor() + " " + scope(request, method) + " " + key;
        switch (keys.begin(id, asks.actor(), fingerprint(request, body))) {
            case Begun.Run run -> {
                request.setProperty(RUN, run);
                idempotency.use(key, run.seed());
            }
            case Begun.Replay(Answer answer) -> request.abortWith(replay(answer));
            case Begun.Busy _ ->
                throw Problems.conflict(
                                "idempotency-key-in-progress",
                                "Request in progress",
                                "A request with this Idempotency-Key is in progress.")
                        .retryAfter(Duration.ofSeconds(1));
            case Begun.OtherRequest _ ->
                throw Problems.unprocessable(
                        "idempotency-key-reused",
                        "Idempotency-Key reused",
                        "This Idempotency-Key was used for another request.");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        if (!(request.getProperty(RUN) instanceof Begun.Run run)) {
            return;
        }
        try {
            if (mayEndOtherwise(response)) {
                keys.release(run);
            } else if (didNothing(response.getStatus())) {
                keys.forget(run);
            } else {
                keys.complete(run, answer(response));
            }
        } catch (MongoException | Problem e) {
            // The operation is done and stored, so its response stands. A retry after the lease repeats it with the
            // same ids.
            LOG.warnf("Idempotency key not completed: reason=%s", e.getMessage());
        }
    }

    /** Whether a retry of the same request may have another outcome: it failed, or its response asks for a retry. */
    private static boolean mayEndOtherwise(ContainerResponseContext response) {
        return response.getStatus() >= 500 || response.getHeaders().containsKey(HttpHeaders.RETRY_AFTER);
    }

    private static boolean didNothing(int status) {
        return status >= 400 && status < 500 && !REFUSED_BY_STATE.contains(status);
    }

    /** Stored with the key: after a method is renamed, a retry of an earlier request is a new request. */
    private static String scope(ContainerRequestContext request, Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + new TreeMap<>(request.getUriInfo().getPathParameters());
    }

    /** The key, which the draft writes as a quoted string and most clients without quotes. */
    private static @Nullable String key(@Nullable String header, boolean required) {
        if (header == null) {
            if (required) {
                throw Problems.http(
                        400,
                        "idempotency-key-missing",
                        "Idempotency-Key missing",
                        "Send an Idempotency-Key, so that a retry has no second effect.");
            }
            return null;
        }
        String key = header.length() > 2 && header.startsWith("\"") && header.endsWith("\"")
                ? header.substring(1, header.length() - 1)
                : header;
        if (!KEY.matcher(key).matches()) {
            throw Problems.http(
                    400,
                    "idempotency-key-invalid",
                    "Invalid Idempotency-Key",
                    "An Idempotency-Key has 1 to 200 visible ASCII characters.");
        }
        return key;
    }

    private static String fingerprint(ContainerRequestContext request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String query = request.getUriInfo().getRequestUri().getRawQuery();
            digest.update((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(body);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response replay(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header(REPLAYED, "true");
        answer.headers().forEach(response::header);
        if (answer.body().length > 0) {
            response.entity(answer.body());
        }
        return response.build();
    }

    /** The response, rendered here so that exactly these bytes are stored. */
    private Answer answer(ContainerResponseContext response) throws IOException {
        byte[] body = new byte[0];
        if (response.hasEntity()) {
            Object entity = response.getEntity();
            body = entity instanceof byte[] bytes ? bytes : json.writeValueAsBytes(entity);
            response.setEntity(body, response.getEntityAnnotations(), response.getMediaType());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = response.getHeaderString(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Answer(response.getStatus(), headers, body);
    }
}
