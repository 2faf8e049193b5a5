package dev.parley.order.payment.application;

import java.util.Optional;
import org.joda.money.Money;

/**
 * The service that holds and moves the money. The reference of what is paid for is the provider's idempotency key: the
 * same reference again is the same authorization, whatever became of the first call.
 */
public interface PaymentProvider {

    /** As it stands in the record of a payment. */
    String name();

    /**
     * Holds exactly this amount.
     *
     * @param token stands for the card or account at the provider
     * @return why it is declined; empty when it is authorized
     * @throws dev.parley.platform.problem.Problem 503 when the outcome is unknown
     */
    Optional<String> authorize(String reference, Money amount, String token);

    /**
     * Gives back all that is held or was taken under the reference. Without an authorization, or repeated, it changes
     * nothing.
     *
     * @throws dev.parley.platform.problem.Problem 503 when the outcome is unknown
     */
    void giveBack(String reference, Money amount);
}
