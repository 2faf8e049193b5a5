package dev.parley.analytics.sales.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** The fields of the event that this service reads. */
@EventType("dev.parley.order.cancelled.v1")
public record OrderCancelledV1(String orderId, boolean wasConfirmed, Instant cancelledAt) {}
