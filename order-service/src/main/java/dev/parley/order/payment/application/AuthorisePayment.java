package dev.parley.order.payment.application;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.joda.money.Money;

/** Authorises the payment for a reference, once: a repeat, also after a crash at any point, gets the decision that was kept. */
@ApplicationScoped
public class AuthorisePayment {

    private final Payments payments;
    private final TestProvider provider;
    private final Clock clock;

    AuthorisePayment(Payments payments, TestProvider provider, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.clock = clock;
    }

    /** @param reference a UUID: what is paid for */
    public Payment handle(String reference, String token, Money amount) {
        return payments.of(reference).orElseGet(() -> {
            Optional<String> declined = provider.authorise(token);
            return payments.keepFirst(new Payment(
                    reference,
                    Ids.derive(reference, "payment"),
                    TestProvider.NAME,
                    amount,
                    declined.isPresent() ? Payment.Status.DECLINED : Payment.Status.AUTHORIZED,
                    declined.orElse(null),
                    clock.instant()));
        });
    }
}
