package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.order.payment.domain.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.joda.money.Money;

/** Voids or refunds the payment for a reference, and prevents later authorizations. */
@ApplicationScoped
public class EndPayment {

    /** How long a call to a provider may be in progress after its process has crashed. */
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
     * @param method the provider's name, for when there was no attempt yet
     * @param sold whether the order was confirmed: then it is a refund, else a void
     * @return whether no authorization is possible any more; if false, retry later: an attempt may still be in progress
     *     at the provider
     */
    public boolean handle(PaymentReference reference, String method, Money amount, boolean sold) {
        Payment ended = payments.end(Payment.ended(reference, method, amount, sold, clock.instant()));
        if (ended.hasEnded() && ended.wasAttempted()) {
            providers.named(ended.provider()).voidOrRefund(reference, ended.amount());
        }
        return !ended.mayBeInProgress(clock.instant().minus(LONGEST_ATTEMPT));
    }
}
