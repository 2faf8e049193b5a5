package dev.parley.analytics.sales.application;

import dev.parley.analytics.sales.domain.Sales;
import java.time.Instant;
import java.util.SortedMap;
import org.joda.money.Money;

/** The orders that count as sold, and the figures made of them. */
public interface SoldOrders {

    /** The order was confirmed. Again, or after {@link #takeBack}, it changes nothing. */
    void count(String orderId, Instant confirmedAt, long units, Money total);

    /**
     * The order was cancelled after it was confirmed: it does not count, also if its confirmation comes later or again.
     */
    void takeBack(String orderId, Instant cancelledAt);

    /** What was sold per hour, by the hours' starts; hours without sales may be missing. */
    SortedMap<Instant, Sales> perHour(Instant from, Instant to);
}
