package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;

@EventType("dev.parley.user.guest-linked.v1")
record GuestLinkedV1(String userId, String anonymousId) {}
