package dev.parley.identity.user.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;

/** A user signed in. Like every event of an account it carries the whole public state. */
@EventType("dev.parley.user.signed-in.v1")
record UserSignedInV1(
        String userId, String status, List<String> roles, String plan, Instant registeredAt, Instant signedInAt) {}
