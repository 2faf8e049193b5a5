package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.order.payment.domain.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.joda.money.Money;

/** Gives back what was authorized for a reference, and keeps anything from being authorized later. */
@ApplicationScoped
public class EndPayment {

    /** How long a call to a provider may be under way after its process has died. */
    static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

    private final Payments payments;
    private final PaymentProviders providers;
    private final Clock clock;

    EndPayment(Payments payments, PaymentProviders providers, Clock clock) {
        this.payments = payments;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * Ends the payment. Idempotent.
     *
     * @param method the provider's name, where there was no attempt yet
     * @param sold whether the sale had taken place: then it is a refund
     * @return whether nothing can be authorized any more; false: repeat it later, for an attempt may still be under way
     *     at the provider
     */
    public boolean handle(PaymentReference reference, String method, Money amount, boolean sold) {
        Payment ended = payments.end(Payment.ended(reference, method, amount, sold, clock.instant()));
        if (ended.hasEnded() && ended.wasAttempted()) {
            providers.named(ended.provider()).giveBack(reference, ended.amount());
        }
        return !ended.mayBeUnderWay(clock.instant().minus(LONGEST_ATTEMPT));
    }
}
