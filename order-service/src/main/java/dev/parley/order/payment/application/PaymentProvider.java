package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.PaymentReference;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A payment service. The reference is the idempotency key: a retry with the same reference is the same authorization,
 * whatever the outcome of the first call. Each bean of this type is a payment method under its name.
 */
public interface PaymentProvider {

    /** The payment method that buyers choose, and the provider that the payment names. Never changes. */
    String name();

    /**
     * Authorizes exactly this amount.
     *
     * @param token the provider's token of the card or account
     * @return the reason when it is declined; empty when it is authorized
     * @throws dev.parley.platform.problem.Problem 503 when the outcome is unknown
     */
    Optional<String> authorize(PaymentReference reference, Money amount, String token);

    /**
     * Voids the authorization, or refunds the captured amount, of the reference. Idempotent; no effect without an
     * authorization.
     *
     * @throws dev.parley.platform.problem.Problem 503 when the outcome is unknown
     */
    void voidOrRefund(PaymentReference reference, Money amount);
}
