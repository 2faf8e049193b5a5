package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.joda.money.Money;

/** Gives back what was authorised for a reference, and keeps anything from being authorised later. */
@ApplicationScoped
public class EndPayment {

    private final Payments payments;
    private final Clock clock;

    EndPayment(Payments payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /** @param sold whether the sale had taken place: then it is a refund */
    public Payment handle(String reference, Money amount, boolean sold) {
        return payments.end(new Payment(
                reference,
                Ids.derive(reference, "payment"),
                TestProvider.NAME,
                amount,
                sold ? Payment.Status.REFUNDED : Payment.Status.VOIDED,
                null,
                clock.instant()));
    }
}
