package dev.parley.order.order.kafka;

import dev.parley.order.order.domain.Rejection.Shortage;
import java.util.List;

/** A line whose quantity exceeds the available stock, as events carry it. */
record WireShortage(String sku, int requested, int available) {

    static List<WireShortage> of(List<Shortage> items) {
        return items.stream()
                .map(item -> new WireShortage(item.sku(), item.requested(), item.available()))
                .toList();
    }

    Shortage toDomain() {
        return new Shortage(sku, requested, available);
    }
}
