package dev.parley.platform.upstream;

import dev.parley.platform.problem.Problem;
import java.time.Duration;

/**
 * 503: another service of ours could not be reached, took too long, or answered with a 5xx. It passes: consumers keep
 * trying.
 */
public final class UpstreamUnavailable extends Problem {

    public UpstreamUnavailable(String service, Throwable cause) {
        super(503, "upstream-unavailable", "Not available", service + " is not available right now.");
        causedBy(cause);
        retryAfter(Duration.ofSeconds(2));
    }
}
