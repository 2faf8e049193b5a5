package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.joda.money.Money;

/** Gives back what was authorized for a reference, and keeps anything from being authorized later. */
@ApplicationScoped
public class EndPayment {

    /**
     * How long a call to the provider can be under way, and its process be dead before it gives back what came of it.
     */
    static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

    private final Payments payments;
    private final PaymentProvider provider;
    private final Clock clock;

    EndPayment(Payments payments, PaymentProvider provider, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Ends the payment. May be repeated.
     *
     * @param sold whether the sale had taken place: then it is a refund
     * @return whether nothing can be authorized any more; false: repeat it later, for an attempt may still be under way
     *     at the provider
     */
    public boolean handle(String reference, Money amount, boolean sold) {
        Payment ended = payments.end(new Payment(
                reference,
                Ids.derive(reference, "payment"),
                provider.name(),
                amount,
                sold ? Payment.Status.REFUNDED : Payment.Status.VOIDED,
                null,
                null,
                clock.instant()));
        if (ended.hasEnded() && ended.wasAttempted()) {
            provider.giveBack(reference, ended.amount());
        }
        return !ended.mayBeUnderWay(clock.instant().minus(LONGEST_ATTEMPT));
    }
}
