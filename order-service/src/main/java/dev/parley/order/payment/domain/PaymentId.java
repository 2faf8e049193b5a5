package dev.parley.order.payment.domain;

/** The id of a payment, derived from its reference. */
public record PaymentId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
