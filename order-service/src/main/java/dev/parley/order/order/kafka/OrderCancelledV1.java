package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

@EventType("dev.parley.order.cancelled.v1")
record OrderCancelledV1(
        String orderId,
        String orderNumber,
        String userId,
        String cartId,
        boolean wasConfirmed,
        List<WireLine> items,
        Money total,
        String reason,
        Instant cancelledAt) {}
