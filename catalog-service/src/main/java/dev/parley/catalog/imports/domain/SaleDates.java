package dev.parley.catalog.imports.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** The time of a sale price: {@code 2026-11-27T08:00+0100/2026-11-30T23:59+0100}; days are those of UTC. */
record SaleDates(Instant from, Instant until) {

    private static final int LONGEST = 100;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss[.SSS]][XXX][XX][X]]");

    /** @throws BadRow when these are not two dates in order */
    static SaleDates read(String text) throws BadRow {
        String[] dates = text.length() > LONGEST ? new String[0] : text.split("/", -1);
        if (dates.length == 2) {
            try {
                SaleDates read = new SaleDates(instant(dates[0].strip(), false), instant(dates[1].strip(), true));
                if (read.from().isBefore(read.until())) {
                    return read;
                }
            } catch (DateTimeException e) {
                // the same as no dates
            }
        }
        throw new BadRow(
                Columns.SALE_PRICE_EFFECTIVE_DATE,
                "sale_price_effective_date must be written like 2026-11-27T08:00Z/2026-11-30T23:59Z");
    }

    boolean contain(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    private static Instant instant(String text, boolean end) {
        TemporalAccessor read = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (read) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(read).plusDays(end ? 1 : 0).atStartOfDay().toInstant(ZoneOffset.UTC);
        };
    }
}
