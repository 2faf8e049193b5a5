package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.domain.CartLine;
import java.util.List;
import org.joda.money.Money;

/** A line of a cart, as events carry it. */
record WireLine(String sku, String productId, int quantity, Money unitPrice) {

    static List<WireLine> of(List<CartLine> lines) {
        return lines.stream()
                .map(line -> new WireLine(line.sku(), line.productId(), line.quantity(), line.unitPrice()))
                .toList();
    }
}
