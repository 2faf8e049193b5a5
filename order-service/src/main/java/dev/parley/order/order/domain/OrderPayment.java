package dev.parley.order.order.domain;

import dev.parley.order.payment.domain.PaymentId;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order.
 *
 * @param method the payment provider's name
 * @param token the provider's token of the card or account; stored only until the order is confirmed or has ended
 * @param paymentId the payment, once the provider has decided it
 */
public record OrderPayment(
        String method,
        @Nullable String token,
        Status status,
        @Nullable PaymentId paymentId) {

    /** The status of the payment. */
    public enum Status {
        PENDING,
        AUTHORIZED,
        DECLINED,
        /** Nothing was charged, or the authorization was voided. */
        VOIDED,
        /** The refund is in progress. */
        REFUNDING,
        REFUNDED
    }

    /** A payment that is not authorized yet. */
    public static OrderPayment by(String method, String token) {
        return new OrderPayment(method, token, Status.PENDING, null);
    }

    OrderPayment decided(Status decided, PaymentId payment) {
        return new OrderPayment(method, null, decided, payment);
    }

    OrderPayment ended(Status ended) {
        return new OrderPayment(method, null, ended, paymentId);
    }
}
