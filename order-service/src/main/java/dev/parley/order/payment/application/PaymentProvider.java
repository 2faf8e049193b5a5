package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.PaymentReference;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A service that holds and moves money. The reference is its idempotency key: the same reference again is the same
 * authorization, whatever became of the first call. Each bean of this type is a payment method under its name.
 */
public interface PaymentProvider {

    /** The payment method that buyers choose, and the provider that the payment names. Never changes. */
    String name();

    /**
     * Holds exactly this amount.
     *
     * @param token stands for the card or account at the provider
     * @return why it is declined; empty when it is authorized
     * @throws dev.parley.platform.problem.Problem 503 when the outcome is unknown
     */
    Optional<String> authorize(PaymentReference reference, Money amount, String token);

    /**
     * Gives back all that is held or was taken under the reference. Without an authorization, or repeated, it changes
     * nothing.
     *
     * @throws dev.parley.platform.problem.Problem 503 when the outcome is unknown
     */
    void giveBack(PaymentReference reference, Money amount);
}
