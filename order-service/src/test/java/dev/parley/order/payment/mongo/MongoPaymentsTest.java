package dev.parley.order.payment.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.order.payment.domain.Payment;
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

    private final String order = Ids.next();

    @Inject
    Payments payments;

    @Test
    void keepsTheFirstOfManyDecisions() throws Exception {
        payments.begin(attempt());
        Set<Payment> seen = Set.copyOf(AtOnce.run(12, i -> {
            Optional<String> declined = i % 2 == 0 ? Optional.empty() : Optional.of("card-declined");
            return payments.decide(attempt().decided(declined, NOW));
        }));
        assertEquals(1, seen.size());
        assertEquals(seen.iterator().next(), payments.of(order).orElseThrow());
    }

    @RepeatedTest(10)
    void holdsNoMoneyOnceItIsEndedHoweverTheTwoMeet() throws Exception {
        AtOnce.run(List.of(
                () -> {
                    payments.begin(attempt());
                    return payments.decide(attempt().decided(Optional.empty(), NOW));
                },
                () -> payments.end(voided())));
        assertEquals(Payment.Status.VOIDED, payments.of(order).orElseThrow().status());
    }

    @Test
    void leavesADeclinedPaymentAsItIs() {
        payments.begin(attempt());
        payments.decide(attempt().decided(Optional.of("card-declined"), NOW));
        assertEquals(Payment.Status.DECLINED, payments.end(voided()).status());
    }

    private Payment attempt() {
        return Payment.attempt(order, Ids.derive(order, "payment"), "test", PRICE, NOW);
    }

    private Payment voided() {
        return new Payment(order, Ids.derive(order, "payment"), "test", PRICE, Payment.Status.VOIDED, null, null, NOW);
    }
}
