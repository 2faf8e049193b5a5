package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

@EventType("dev.parley.order.placed.v1")
record OrderPlacedV1(
        String orderId,
        String orderNumber,
        String userId,
        String cartId,
        List<WireLine> items,
        Money total,
        Instant placedAt) {}
