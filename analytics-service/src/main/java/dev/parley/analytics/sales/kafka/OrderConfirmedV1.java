package dev.parley.analytics.sales.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** The fields of the event that this service reads. */
@EventType("dev.parley.order.confirmed.v1")
public record OrderConfirmedV1(String orderId, List<Item> items, Money total, Instant confirmedAt) {

    public record Item(long quantity) {}
}
