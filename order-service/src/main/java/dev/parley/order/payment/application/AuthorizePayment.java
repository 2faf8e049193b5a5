package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Authorizes the payment for a reference, once: a retry, also after a crash at any point, gets the decision that was
 * kept. What the provider authorizes only after the payment has ended is given back.
 */
@ApplicationScoped
public class AuthorizePayment {

    private final Payments payments;
    private final PaymentProvider provider;
    private final Clock clock;

    AuthorizePayment(Payments payments, PaymentProvider provider, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.clock = clock;
    }

    /** @param reference a UUID: what is paid for */
    public Payment handle(String reference, String token, Money amount) {
        // Kept before the provider is asked, so that an end in the meantime knows of an attempt.
        Payment attempt = payments.begin(
                Payment.attempt(reference, Ids.derive(reference, "payment"), provider.name(), amount, clock.instant()));
        if (attempt.status() != Payment.Status.PENDING) {
            return attempt;
        }
        Optional<String> declined = provider.authorize(reference, attempt.amount(), token);
        Payment kept = payments.decide(attempt.decided(declined, clock.instant()));
        if (declined.isEmpty() && kept.hasEnded()) {
            provider.giveBack(reference, kept.amount());
        }
        return kept;
    }
}
