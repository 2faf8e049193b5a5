package dev.parley.analytics;

import dev.parley.platform.problem.Problems;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The period of a report: instants ({@code 2026-01-15T10:00:00Z}) or days of UTC ({@code 2026-01-15}). */
public class TimeParameters {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    /** The start; defaults to {@code ago} before the end. */
    public Instant from(Clock clock, Duration ago) {
        return from == null ? to(clock).minus(ago) : parse("from", from);
    }

    /** The exclusive end; defaults to now. */
    public Instant to(Clock clock) {
        return to == null ? clock.instant() : parse("to", to);
    }

    private static Instant parse(String name, String text) {
        try {
            Instant at = text.length() == "2026-01-15".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw Problems.validation(name, "must be between 2000 and 2200");
            }
            return at;
        } catch (DateTimeParseException e) {
            throw Problems.validation(name, "must be a time such as 2026-01-15T10:00:00Z or a day such as 2026-01-15");
        }
    }
}
