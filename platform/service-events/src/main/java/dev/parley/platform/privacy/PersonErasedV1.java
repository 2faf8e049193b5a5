package dev.parley.platform.privacy;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.Map;

/**
 * A service's receipt: nothing of this person is held here any more. Every service writes it, so its shape is the
 * platform's.
 *
 * @param service who says so, as in {@code cart-service}
 * @param repeated whether it is about the second time, a quarter of an hour after the first
 * @param counts how many things were removed or made nobody's, by what they were; after a crash on the way some may be
 *     missing here
 */
@EventType("dev.parley.privacy.person-erased.v1")
public record PersonErasedV1(
        String userId, String service, boolean repeated, Map<String, Long> counts, Instant erasedAt) {}
