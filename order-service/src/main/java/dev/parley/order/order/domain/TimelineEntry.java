package dev.parley.order.order.domain;

import java.time.Instant;

/** A status change of an order. */
public record TimelineEntry(OrderStatus status, Instant at, String note) {}
