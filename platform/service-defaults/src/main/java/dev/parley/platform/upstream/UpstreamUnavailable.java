package dev.parley.platform.upstream;

import dev.parley.platform.problem.Problem;
import java.time.Duration;

/**
 * 503: another service could not be reached, timed out, or responded with a 5xx. A transient failure: consumers keep
 * retrying.
 */
public final class UpstreamUnavailable extends Problem {

    public UpstreamUnavailable(String service, Throwable cause) {
        super(503, "upstream-unavailable", "Temporarily unavailable", service + " is not available right now.");
        causedBy(cause);
        retryAfter(Duration.ofSeconds(2));
    }
}
