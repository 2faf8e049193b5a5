package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;
import java.util.List;

@EventType("dev.parley.stock.rejected.v1")
record StockRejectedV1(String orderId, String reason, List<WireShortage> lines) {}
