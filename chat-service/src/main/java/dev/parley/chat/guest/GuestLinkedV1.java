package dev.parley.chat.guest;

import dev.parley.platform.events.EventType;
import java.time.Instant;

/** The fields of the event that this service reads. */
@EventType("dev.parley.user.guest-linked.v1")
public record GuestLinkedV1(String userId, String anonymousId, Instant linkedAt) {}
