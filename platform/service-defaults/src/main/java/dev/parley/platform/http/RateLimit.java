package dev.parley.platform.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of requests per time window, as a token bucket that refills evenly: GCRA, the generic cell rate algorithm
 * (ITU-T I.371). The state of a bucket is the time at which it is full again, and a full bucket needs no state.
 */
record RateLimit(String name, long requests, Duration window) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,4})([smh])");

    /**
     * The result of counting one request.
     *
     * @param until when the bucket is full again; for a refused request, when the next one is allowed
     */
    record Taken(RateLimit limit, boolean allowed, long remaining, Duration until) {}

    /** @throws IllegalStateException when the text is not like {@code 20/1m} */
    static RateLimit parse(String name, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Long.parseLong(form.group(1)) == 0 || Long.parseLong(form.group(2)) == 0) {
            throw new IllegalStateException("parley.rate-limits." + name + "=" + text + ": write it like 20/1m");
        }
        long count = Long.parseLong(form.group(2));
        Duration window = switch (form.group(3)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
        return new RateLimit(name, Long.parseLong(form.group(1)), window);
    }

    RateLimit times(long factor) {
        return new RateLimit(name, Math.multiplyExact(requests, factor), window);
    }

    /** The refill time of one token, in whole microseconds. */
    long intervalMicros() {
        return Math.max(1, windowMicros() / requests);
    }

    long windowMicros() {
        return window.toNanos() / 1_000;
    }

    Taken allowed(long microsUntilFull) {
        return new Taken(
                this,
                true,
                (windowMicros() - microsUntilFull) / intervalMicros(),
                Duration.ofNanos(microsUntilFull * 1_000));
    }

    Taken refused(long microsUntilNext) {
        return new Taken(this, false, 0, Duration.ofNanos(microsUntilNext * 1_000));
    }
}
