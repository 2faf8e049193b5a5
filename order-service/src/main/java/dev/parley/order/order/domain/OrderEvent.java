package dev.parley.order.order.domain;

import dev.parley.order.payment.domain.PaymentId;
import java.time.Instant;
import org.joda.money.Money;

/** An event of an order. */
public sealed interface OrderEvent {

    Instant at();

    record Placed(Instant at) implements OrderEvent {}

    record PaymentAuthorized(PaymentId paymentId, Money amount, Instant at) implements OrderEvent {}

    record PaymentFailed(PaymentId paymentId, Money amount, String reason, Instant at) implements OrderEvent {}

    record Confirmed(Instant at) implements OrderEvent {}

    record Rejected(Rejection rejection, Instant at) implements OrderEvent {}

    /** @param wasConfirmed whether it had been confirmed before */
    record Cancelled(boolean wasConfirmed, String reason, Instant at) implements OrderEvent {}
}
