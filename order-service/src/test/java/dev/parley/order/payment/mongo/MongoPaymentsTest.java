package dev.parley.order.payment.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoPaymentsTest {

    private static final Money PRICE = Money.parse("USD 5.00");
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final PaymentReference order = new PaymentReference(Ids.next());

    @Inject
    Payments payments;

    @Test
    void storesTheFirstOfConcurrentDecisions() throws Exception {
        payments.begin(attempt());
        Set<Payment.State> seen = Set.copyOf(AtOnce.run(12, i -> {
            Optional<String> declined = i % 2 == 0 ? Optional.empty() : Optional.of("card-declined");
            return payments.decide(decided(declined)).state();
        }));
        assertEquals(1, seen.size());
        assertEquals(seen.iterator().next(), payments.find(order).orElseThrow().state());
    }

    @RepeatedTest(10)
    void holdsNoMoneyAfterAConcurrentEnd() throws Exception {
        AtOnce.run(List.of(
                () -> {
                    payments.begin(attempt());
                    return payments.decide(decided(Optional.empty()));
                },
                () -> payments.end(voided())));
        assertEquals(Payment.Status.VOIDED, payments.find(order).orElseThrow().status());
    }

    @Test
    void keepsADeclinedPayment() {
        payments.begin(attempt());
        payments.decide(decided(Optional.of("card-declined")));
        assertEquals(Payment.Status.DECLINED, payments.end(voided()).status());
    }

    private Payment attempt() {
        return Payment.attempt(order, "test", PRICE, NOW);
    }

    private Payment decided(Optional<String> declined) {
        Payment payment = attempt();
        payment.decide(declined, NOW);
        return payment;
    }

    private Payment voided() {
        return Payment.ended(order, "test", PRICE, false, NOW);
    }
}
