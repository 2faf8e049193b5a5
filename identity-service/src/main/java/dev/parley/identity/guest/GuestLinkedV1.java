package dev.parley.identity.guest;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;

/**
 * A guest has been linked to a user, permanently and to no other. The key is the anonymous id, so that compaction keeps
 * every link; the user's state is that of the moment of linking.
 */
@EventType("dev.parley.user.guest-linked.v1")
record GuestLinkedV1(
        String userId,
        String status,
        List<String> roles,
        String plan,
        Instant registeredAt,
        String anonymousId,
        Instant linkedAt) {}
