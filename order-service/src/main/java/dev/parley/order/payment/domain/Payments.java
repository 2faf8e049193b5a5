package dev.parley.order.payment.domain;

import java.util.Optional;

/** Every payment. */
public interface Payments {

    Optional<Payment> of(String reference);

    /** Keeps the first decision for its reference and returns the one that is kept: of two who try at once, both see the same. */
    Payment keepFirst(Payment decided);

    /**
     * Ends a payment: an authorised one takes the status of {@code ended}, one that was not authorised stays as it is, and where there was none, {@code ended} itself is kept, so
     * that a late authorisation finds it and takes nothing. Repeated it changes nothing.
     */
    Payment end(Payment ended);
}
