package dev.parley.analytics.activity;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** The fields of the event that this service reads. */
@EventType("dev.parley.product.viewed.v1")
public record ProductViewedV1(String productId, Instant at) {}
