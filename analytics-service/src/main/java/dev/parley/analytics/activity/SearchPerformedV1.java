package dev.parley.analytics.activity;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** What this service reads of the event. */
@EventType("dev.parley.search.performed.v1")
public record SearchPerformedV1(String query, long results, String source, long tookMillis, Instant at) {}
