package dev.parley.identity.user.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;

/** An account was suspended. Like every event of an account it carries the whole public state. */
@EventType("dev.parley.user.suspended.v1")
record UserSuspendedV1(
        String userId, String status, List<String> roles, String plan, Instant registeredAt, Instant suspendedAt) {}
