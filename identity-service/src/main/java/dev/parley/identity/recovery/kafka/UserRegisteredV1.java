package dev.parley.identity.recovery.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** Somebody has registered: what is read of it here. */
@EventType("dev.parley.user.registered.v1")
record UserRegisteredV1(String userId, Instant registeredAt) {}
