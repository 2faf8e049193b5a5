package dev.parley.platform.problem;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 "problem details" response: thrown by domain and application code, written as
 * {@code application/problem+json} by the platform's one mapper. {@code type} is
 * {@code https://parley.dev/problems/<slug>} and is part of the API.
 *
 * <p>Each aggregate has one sealed family: {@code public abstract sealed class OrderProblem extends Problem}.
 */
public abstract class Problem extends RuntimeException {

    private static final String BASE = "https://parley.dev/problems/";
    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance");

    private final int status;
    private final String slug;
    private final String title;
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();
    private transient Optional<Duration> retryAfter = Optional.empty();
    private @Nullable Throwable cause;

    /**
     * @param status the HTTP status
     * @param slug last segment of the type: lower case, words joined by hyphens, never changed once published
     * @param title the kind of problem, the same for every occurrence
     * @param detail an explanation of this occurrence, for the caller; no internals, no secrets
     */
    protected Problem(int status, String slug, String title, String detail) {
        // A client error needs no stack trace; a server error does.
        super(detail, null, false, status >= 500);
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** Adds an extension member, such as the expected amount; returns this problem. */
    public Problem with(String name, Object value) {
        if (STANDARD.contains(name)) {
            throw new IllegalArgumentException(name + " is a standard member");
        }
        extensions.put(name, value);
        return this;
    }

    /** Sets the {@code Retry-After} header, in whole seconds, at least one. */
    public Problem retryAfter(Duration delay) {
        retryAfter = Optional.of(delay);
        return this;
    }

    /** Sets the cause for the log; the caller never sees it. */
    public Problem causedBy(Throwable cause) {
        this.cause = cause;
        return this;
    }

    @Override
    public synchronized @Nullable Throwable getCause() {
        return cause;
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public URI type() {
        return URI.create(BASE + slug);
    }

    public String title() {
        return title;
    }

    public String detail() {
        return Objects.requireNonNullElse(getMessage(), title);
    }

    public Map<String, Object> extensions() {
        return Collections.unmodifiableMap(extensions);
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
