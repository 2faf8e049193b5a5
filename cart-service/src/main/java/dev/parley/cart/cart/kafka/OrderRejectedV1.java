package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;

@EventType("dev.parley.order.rejected.v1")
record OrderRejectedV1(String orderId, String cartId) {}
