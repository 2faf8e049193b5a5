package dev.parley.order.order.domain;

import java.util.List;
import org.joda.money.Money;

/** The prices of an order: {@code total = subtotal - discount + shipping + tax}, all in one currency. */
public record Pricing(Money subtotal, Money discount, Money shipping, Money tax, Money total) {

    public Pricing {
        if (!subtotal.minus(discount).plus(shipping).plus(tax).equals(total)) {
            throw new IllegalArgumentException("The total is not the sum of its parts");
        }
    }

    /** Rejects a subtotal that is not the sum of these lines. */
    void requireSumOf(List<OrderLine> lines) {
        if (!Money.total(lines.stream().map(OrderLine::lineTotal).toList()).equals(subtotal)) {
            throw new IllegalArgumentException("The subtotal is not the sum of the lines");
        }
    }
}
