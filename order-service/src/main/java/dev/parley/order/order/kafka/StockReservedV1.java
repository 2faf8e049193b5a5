package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;

@EventType("dev.parley.stock.reserved.v1")
record StockReservedV1(String orderId) {}
