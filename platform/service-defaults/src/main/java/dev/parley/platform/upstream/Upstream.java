package dev.parley.platform.upstream;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Calls other services, and maps every failure to respond to one exception. */
public final class Upstream {

    static final int UNAUTHORIZED = 401;

    private Upstream() {}

    /**
     * Makes the call, and retries it with a fresh token when the other service refused this service's token.
     *
     * @param service the name for the problem, such as {@code catalog-service}
     * @throws UpstreamUnavailable when there was no response in time, or a 5xx
     * @throws UpstreamRefused when the response was a 4xx
     */
    public static <T> T call(String service, Supplier<T> call) {
        try {
            return once(service, call);
        } catch (UpstreamUnavailable e) {
            if (isTokenRefused(e)) {
                return once(
                        service, call); // 401: the call had no effect, and ServiceTokenFilter has discarded the token
            }
            throw e;
        }
    }

    /** As {@link #call}, without the retry. */
    static <T> T once(String service, Supplier<T> call) {
        try {
            return call.get();
        } catch (UpstreamUnavailable e) {
            throw new UpstreamUnavailable(service, e);
        } catch (RuntimeException e) {
            if (isUnavailable(e)) {
                throw new UpstreamUnavailable(service, e);
            }
            throw e;
        }
    }

    private static boolean isTokenRefused(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UpstreamRefused refused && refused.status() == UNAUTHORIZED) {
                return true;
            }
        }
        return false;
    }

    /** Whether this error of a REST client means that the other service did not respond. */
    public static boolean isUnavailable(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UpstreamUnavailable
                    || cause instanceof TimeoutException
                    || cause instanceof HttpClosedException // killed while it was responding
                    || (cause instanceof IOException && error instanceof ProcessingException)
                    || (cause instanceof WebApplicationException http
                            && http.getResponse().getStatus() >= 500)) {
                return true;
            }
        }
        return false;
    }
}
