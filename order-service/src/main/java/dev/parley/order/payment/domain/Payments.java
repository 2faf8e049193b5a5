package dev.parley.order.payment.domain;

import java.util.Optional;

/** Every payment. */
public interface Payments {

    Optional<Payment> of(String reference);

    /**
     * Keeps the attempt if it is the first for its reference; returns what is kept: of two who try at once, both see
     * the same.
     */
    Payment begin(Payment attempt);

    /** Keeps the provider's decision if none is kept and the payment has not ended; returns what is kept. */
    Payment decide(Payment decided);

    /**
     * Ends a payment: a pending or authorized one takes the status of {@code ended}, a declined one stays as it is, and
     * where there was none, {@code ended} itself is kept, so that a late attempt finds it and takes nothing. Repeated
     * it changes nothing.
     */
    Payment end(Payment ended);
}
