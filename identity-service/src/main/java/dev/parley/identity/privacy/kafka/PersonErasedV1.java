package dev.parley.identity.privacy.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.Map;

/** The fields of a service's receipt that are read here. */
@EventType("dev.parley.privacy.person-erased.v1")
record PersonErasedV1(String userId, String service, boolean repeated, Map<String, Long> counts, Instant erasedAt) {}
