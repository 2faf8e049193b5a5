package dev.parley.platform.http;

import dev.parley.platform.id.Ids;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One id per request: the caller's {@value #HEADER} if it is well-formed, else a new one. It is in the log, in the
 * response and in calls to other services.
 */
public final class RequestIds {

    public static final String HEADER = "X-Request-Id";
    private static final String MDC_KEY = "requestId";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestIds() {}

    /** The id of the current request; empty outside of a request. */
    public static Optional<String> current() {
        return Optional.ofNullable((String) MDC.get(MDC_KEY));
    }

    static String start(HttpServerRequest request) {
        @Nullable String given = request.getHeader(HEADER);
        String id = given != null && SANE.matcher(given).matches() ? given : Ids.next();
        MDC.put(MDC_KEY, id);
        return id;
    }
}
