package dev.parley.identity.user.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;

/**
 * An account was changed. Like every event of an account it carries the whole public state.
 *
 * @param changed the names of the changed parts
 */
@EventType("dev.parley.user.updated.v1")
record UserUpdatedV1(
        String userId,
        String status,
        List<String> roles,
        String plan,
        Instant registeredAt,
        List<String> changed,
        Instant updatedAt) {}
