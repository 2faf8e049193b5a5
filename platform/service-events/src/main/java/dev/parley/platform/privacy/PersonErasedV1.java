package dev.parley.platform.privacy;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.Map;

/**
 * A service's receipt: it holds no more data of this person. Every service writes it, so the platform defines its
 * format.
 *
 * @param service the name of the service, such as {@code cart-service}
 * @param repeated whether it is about the repeated erasure, a quarter of an hour after the first
 * @param counts the number of removed or anonymized items by kind; after a crash on the way it may be incomplete
 */
@EventType("dev.parley.privacy.person-erased.v1")
public record PersonErasedV1(
        String userId, String service, boolean repeated, Map<String, Long> counts, Instant erasedAt) {}
