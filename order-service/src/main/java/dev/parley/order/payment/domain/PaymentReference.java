package dev.parley.order.payment.domain;

import dev.parley.platform.id.Ids;

/**
 * Names a thing that is paid for: the UUID of an order. There is at most one payment per reference, which keeps money
 * from being taken twice.
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
