package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.cart.item-removed.v1")
record CartItemRemovedV1(
        String cartId, @Nullable String userId, @Nullable String anonymousId, String sku, String productId) {}
