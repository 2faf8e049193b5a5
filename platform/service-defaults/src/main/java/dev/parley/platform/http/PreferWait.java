package dev.parley.platform.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Prefer: wait=SECONDS} (RFC 7240) of the current request: the caller waits for the outcome instead of polling.
 */
@RequestScoped
public class PreferWait {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?", Pattern.CASE_INSENSITIVE);
    private static final long LONGEST_SECONDS = 30;
    private static final long FIRST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 250;

    private final HttpHeaders headers;
    private final Drain drain;
    private boolean applied;

    PreferWait(HttpHeaders headers, Drain drain) {
        this.headers = headers;
        this.drain = drain;
    }

    /** The requested time: zero without the header, at most 30 s. */
    public Duration requested() {
        String value = headers.getHeaderString("Prefer");
        if (value == null) {
            return Duration.ZERO;
        }
        Matcher wait = WAIT.matcher(value);
        return wait.find()
                ? Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(wait.group(1))))
                : Duration.ZERO;
    }

    /**
     * Polls until the result is settled, the requested time is over, or this instance stops; reads at least once. It
     * polls because the outcome may arrive at another instance of the service.
     *
     * @return the last result, settled or not
     */
    public <T> T until(Supplier<T> read, Predicate<T> settled) {
        long deadline = System.nanoTime() + requested().toNanos();
        long pause = FIRST_PAUSE_MS;
        T last = read.get();
        while (!settled.test(last)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || drain.endsWaits()) {
                return last;
            }
            applied = true;
            try {
                Thread.sleep(Math.min(pause, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return last;
            }
            pause = Math.min(LONGEST_PAUSE_MS, pause * 3 / 2);
            last = read.get();
        }
        return last;
    }

    boolean applied() {
        return applied;
    }
}
