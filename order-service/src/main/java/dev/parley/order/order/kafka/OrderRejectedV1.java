package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;

@EventType("dev.parley.order.rejected.v1")
record OrderRejectedV1(
        String orderId,
        String orderNumber,
        String userId,
        String cartId,
        String reason,
        List<WireShortage> lines,
        Instant rejectedAt) {}
