package dev.parley.order.payment.domain;

/** Names one payment: an id that follows from its reference. */
public record PaymentId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
