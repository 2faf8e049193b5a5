package dev.parley.analytics.sales.domain;

import dev.parley.platform.problem.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The period of a report, in whole intervals.
 *
 * @param from the start of its first interval
 * @param to the end of its last interval
 */
public record Period(Instant from, Instant to, Interval interval) {

    /**
     * The smallest period of whole intervals that covers the given time.
     *
     * @throws dev.parley.platform.problem.Problem 400 when {@code to} is not after {@code from}, or the period is too
     *     long
     */
    public static Period covering(Instant from, Instant to, Interval interval) {
        if (!from.isBefore(to)) {
            throw Problems.validation("to", "must be after from");
        }
        Instant start = interval.start(from);
        Instant last = interval.start(to);
        Instant end = last.equals(to) ? to : interval.next(last);
        if (start.plus(interval.longestReport()).isBefore(end)) {
            throw Problems.validation(
                    "from",
                    "a report by " + interval.word() + " covers at most "
                            + interval.longestReport().toDays() + " days");
        }
        return new Period(start, end, interval);
    }

    /** The starts of its intervals. */
    public List<Instant> starts() {
        List<Instant> starts = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); start = interval.next(start)) {
            starts.add(start);
        }
        return starts;
    }
}
