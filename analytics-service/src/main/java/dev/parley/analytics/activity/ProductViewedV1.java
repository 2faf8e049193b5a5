package dev.parley.analytics.activity;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** What this service reads of the event. */
@EventType("dev.parley.product.viewed.v1")
public record ProductViewedV1(String productId, Instant at) {}
