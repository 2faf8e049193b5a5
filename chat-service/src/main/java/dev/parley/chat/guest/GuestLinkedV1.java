package dev.parley.chat.guest;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** What this service reads of the event. */
@EventType("dev.parley.user.guest-linked.v1")
public record GuestLinkedV1(String userId, String anonymousId, Instant linkedAt) {}
