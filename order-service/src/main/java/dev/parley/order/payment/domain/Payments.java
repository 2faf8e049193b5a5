package dev.parley.order.payment.domain;

import java.util.Optional;

/**
 * The repository of payments. Attempt, decision and end may come concurrently from several processes, so each is one
 * conditional write that returns the payment as stored afterwards; none throws
 * {@link dev.parley.platform.events.VersionClash}.
 */
public interface Payments {

    Optional<Payment> find(PaymentReference reference);

    /** Stores the attempt if it is the first for its reference, else only its time while the payment is pending. */
    Payment begin(Payment attempt);

    /** Stores the provider's decision while the payment is pending. */
    Payment decide(Payment decided);

    /**
     * Ends a payment: a pending or authorized one takes the status of {@code ended}, a declined one stays as it is, and
     * without a payment, {@code ended} itself is stored, so that a late attempt finds it and is not authorized.
     * Idempotent.
     */
    Payment end(Payment ended);
}
