package dev.parley.order.order.kafka;

import dev.parley.order.order.domain.OrderLine;
import java.util.List;
import org.joda.money.Money;

/** A line of an order, as events carry it. */
record WireLine(String sku, String productId, String name, int quantity, Money unitPrice, Money lineTotal) {

    static List<WireLine> of(List<OrderLine> lines) {
        return lines.stream()
                .map(line -> new WireLine(
                        line.sku(), line.productId(), line.name(), line.quantity(), line.unitPrice(), line.lineTotal()))
                .toList();
    }
}
