package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;

@EventType("dev.parley.order.cancelled.v1")
record OrderCancelledV1(String orderId, String cartId, boolean wasConfirmed) {}
