package dev.parley.order.order.domain;

import dev.parley.order.payment.domain.PaymentId;
import org.jspecify.annotations.Nullable;

/**
 * How an order is paid.
 *
 * @param method the payment provider's name
 * @param token stands for the card or account at the provider; kept only until the order is paid or has ended
 * @param paymentId the payment, once there was an attempt that counts
 */
public record OrderPayment(
        String method,
        @Nullable String token,
        Status status,
        @Nullable PaymentId paymentId) {

    /** What became of the money. */
    public enum Status {
        PENDING,
        AUTHORIZED,
        DECLINED,
        /** Nothing is taken, or what was held is given back. */
        VOIDED,
        /** On its way back to the buyer. */
        REFUNDING,
        REFUNDED
    }

    /** A payment that has still to be made. */
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
