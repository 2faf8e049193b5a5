package dev.parley.catalog.inventory.domain;

import java.time.Instant;
import java.util.List;

/** What happened to stock. The first four happen to an order's reservation, the last to one SKU. */
public sealed interface InventoryEvent {

    record Reserved(String orderId, List<OrderLine> lines, Instant expiresAt) implements InventoryEvent {}

    record Rejected(String orderId, String reason, List<Shortage> shortages) implements InventoryEvent {}

    record Released(String orderId, String reason, List<OrderLine> lines) implements InventoryEvent {}

    record Committed(String orderId, List<OrderLine> lines) implements InventoryEvent {}

    record Adjusted(String sku, int delta, int onHand, int reserved, int available, String reason)
            implements InventoryEvent {}
}
