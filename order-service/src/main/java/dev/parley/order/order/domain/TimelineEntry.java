package dev.parley.order.order.domain;

import java.time.Instant;

/** One step in the life of an order. */
public record TimelineEntry(OrderStatus status, Instant at, String note) {}
