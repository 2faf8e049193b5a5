package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.cart.merged.v1")
record CartMergedV1(
        String cartId,
        @Nullable String userId,
        String fromCartId,
        @Nullable String anonymousId,
        List<WireLine> items) {}
