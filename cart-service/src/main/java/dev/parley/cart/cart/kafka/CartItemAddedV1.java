package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.cart.item-added.v1")
record CartItemAddedV1(
        String cartId,
        @Nullable String userId,
        @Nullable String anonymousId,
        String sku,
        String productId,
        int quantity,
        Money unitPrice) {}
