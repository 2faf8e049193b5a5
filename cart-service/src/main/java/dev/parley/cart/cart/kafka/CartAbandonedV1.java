package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.cart.abandoned.v1")
record CartAbandonedV1(
        String cartId,
        @Nullable String userId,
        @Nullable String anonymousId,
        List<WireLine> items,
        Instant lastChangedAt) {}
