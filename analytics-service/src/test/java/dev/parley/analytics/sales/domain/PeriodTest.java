package dev.parley.analytics.sales.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.problem.Problem;
import java.time.Instant;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PeriodTest {

    @Test
    void coversWholeIntervals() {
        Period period = Period.covering(at("2026-01-15T10:30:00Z"), at("2026-01-15T12:00:01Z"), Interval.HOUR);

        assertEquals(at("2026-01-15T10:00:00Z"), period.from());
        assertEquals(at("2026-01-15T13:00:00Z"), period.to());
        assertEquals(3, period.starts().size());
    }

    @Test
    void keepsAnEndAtAnIntervalBoundary() {
        Period period = Period.covering(at("2026-01-15T00:00:00Z"), at("2026-01-17T00:00:00Z"), Interval.DAY);

        assertEquals(at("2026-01-17T00:00:00Z"), period.to());
        assertEquals(2, period.starts().size());
    }

    @Test
    void rejectsAnEndBeforeTheStart() {
        assertThrows(
                Problem.class,
                () -> Period.covering(at("2026-01-15T00:00:00Z"), at("2026-01-15T00:00:00Z"), Interval.DAY));
    }

    @Test
    void rejectsATooLongPeriod() {
        Instant from = at("2026-01-01T00:00:00Z");
        assertEquals(
                744,
                Period.covering(from, at("2026-02-01T00:00:00Z"), Interval.HOUR)
                        .starts()
                        .size());
        assertThrows(Problem.class, () -> Period.covering(from, at("2026-02-01T00:00:01Z"), Interval.HOUR));
        assertEquals(
                366,
                Period.covering(from, at("2027-01-02T00:00:00Z"), Interval.DAY)
                        .starts()
                        .size());
        assertThrows(Problem.class, () -> Period.covering(from, at("2027-01-02T00:00:01Z"), Interval.DAY));
    }

    @Test
    void salesAddUpPerCurrency() {
        Sales sales = Sales.ofOrder(2, Money.parse("USD 10.10"))
                .plus(Sales.ofOrder(1, Money.parse("EUR 5.00")))
                .plus(Sales.ofOrder(3, Money.parse("USD 0.90")));

        assertEquals(3, sales.orders());
        assertEquals(6, sales.units());
        assertEquals("[EUR 5.00, USD 11.00]", sales.revenue().values().toString());
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
