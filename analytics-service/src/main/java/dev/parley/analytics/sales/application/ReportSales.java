package dev.parley.analytics.sales.application;

import dev.parley.analytics.sales.domain.Period;
import dev.parley.analytics.sales.domain.Sales;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reports the sales of each interval of a period, intervals without sales included. */
@ApplicationScoped
public class ReportSales {

    private final SoldOrders sold;

    ReportSales(SoldOrders sold) {
        this.sold = sold;
    }

    public SortedMap<Instant, Sales> handle(Period period) {
        SortedMap<Instant, Sales> report = new TreeMap<>();
        period.starts().forEach(start -> report.put(start, Sales.NONE));
        sold.perHour(period.from(), period.to())
                .forEach((hour, sales) -> report.merge(period.interval().start(hour), sales, Sales::plus));
        return report;
    }
}
