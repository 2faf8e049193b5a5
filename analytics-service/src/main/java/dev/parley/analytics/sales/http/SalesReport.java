package dev.parley.analytics.sales.http;

import dev.parley.analytics.sales.domain.Interval;
import dev.parley.analytics.sales.domain.Period;
import dev.parley.analytics.sales.domain.Sales;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.joda.money.Money;

/**
 * The sales by UTC hour or day, intervals without sales included. An order counts once it is confirmed, and no longer
 * once it is cancelled.
 *
 * @param interval hour or day
 */
public record SalesReport(
        Instant from, Instant to, @WireEnum(Interval.class) String interval, List<Item> items) {

    /** @param revenue the orders' totals, per currency */
    public record Item(Instant from, Instant to, long orders, long units, List<Money> revenue) {}

    static SalesReport of(Period period, SortedMap<Instant, Sales> report) {
        List<Item> items = report.entrySet().stream()
                .map(entry -> new Item(
                        entry.getKey(),
                        period.interval().next(entry.getKey()),
                        entry.getValue().orders(),
                        entry.getValue().units(),
                        List.copyOf(entry.getValue().revenue().values())))
                .toList();
        return new SalesReport(period.from(), period.to(), period.interval().word(), items);
    }
}
