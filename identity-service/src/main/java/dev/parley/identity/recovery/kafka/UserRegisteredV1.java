package dev.parley.identity.recovery.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** The fields of a registration that are read here. */
@EventType("dev.parley.user.registered.v1")
record UserRegisteredV1(String userId, Instant registeredAt) {}
