package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

@EventType("dev.parley.order.confirmed.v1")
record OrderConfirmedV1(
        String orderId,
        String orderNumber,
        String userId,
        String cartId,
        List<WireLine> items,
        Money total,
        Instant placedAt,
        Instant confirmedAt) {}
