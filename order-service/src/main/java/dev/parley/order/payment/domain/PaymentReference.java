package dev.parley.order.payment.domain;

import dev.parley.platform.id.Ids;

/**
 * The subject of a payment: the UUID of an order. There is at most one payment per reference, which prevents double
 * charges.
 */
public record PaymentReference(String value) {

    PaymentId paymentId() {
        return new PaymentId(Ids.derive(value, "payment"));
    }

    @Override
    public String toString() {
        return value;
    }
}
