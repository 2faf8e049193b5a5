package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;

@EventType("dev.parley.order.confirmed.v1")
record OrderConfirmedV1(String orderId, String cartId) {}
