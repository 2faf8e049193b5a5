package dev.parley.order.order.domain;

import java.time.Instant;
import org.joda.money.Money;

/** What happened to an order. */
public sealed interface OrderEvent {

    Instant at();

    record Placed(Instant at) implements OrderEvent {}

    record PaymentAuthorized(String paymentId, Money amount, Instant at) implements OrderEvent {}

    record PaymentFailed(String paymentId, Money amount, String reason, Instant at) implements OrderEvent {}

    record Confirmed(Instant at) implements OrderEvent {}

    record Rejected(Rejection rejection, Instant at) implements OrderEvent {}

    /** @param wasConfirmed whether it had been sold: then it is taken back, else it never was */
    record Cancelled(boolean wasConfirmed, String reason, Instant at) implements OrderEvent {}
}
