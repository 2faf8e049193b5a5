package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.order.payment.domain.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Authorizes the payment for a reference once: a retry, also after a crash at any point, gets the stored decision. An
 * authorization that arrives after the payment has ended is voided or refunded.
 */
@ApplicationScoped
public class AuthorizePayment {

    private final Payments payments;
    private final PaymentProviders providers;
    private final Clock clock;

    AuthorizePayment(Payments payments, PaymentProviders providers, Clock clock) {
        this.payments = payments;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * @param method the provider's name
     * @param token the provider's token of the card or account
     */
    public Payment handle(PaymentReference reference, String method, String token, Money amount) {
        PaymentProvider provider = providers.named(method);
        // Stored before the call, so that a concurrent end of the payment sees the attempt.
        Payment payment = payments.begin(Payment.attempt(reference, provider.name(), amount, clock.instant()));
        if (!payment.isPending()) {
            return payment;
        }
        Optional<String> declined = provider.authorize(reference, payment.amount(), token);
        payment.decide(declined, clock.instant());
        Payment stored = payments.decide(payment);
        if (declined.isEmpty() && stored.hasEnded()) {
            provider.voidOrRefund(reference, stored.amount());
        }
        return stored;
    }
}
