package dev.parley.analytics.sales.application;

import dev.parley.analytics.sales.domain.Sales;
import java.time.Instant;
import java.util.SortedMap;
import org.joda.money.Money;

/** The confirmed orders, and the sales figures computed from them. */
public interface SoldOrders {

    /** Counts a confirmed order. Idempotent; no effect after {@link #cancel}. */
    void count(String orderId, Instant confirmedAt, long units, Money total);

    /** Removes an order that was cancelled after its confirmation; later or repeated confirmations have no effect. */
    void cancel(String orderId, Instant cancelledAt);

    /** The sales per hour, by start of the hour; hours without sales may be missing. */
    SortedMap<Instant, Sales> perHour(Instant from, Instant to);
}
