package dev.parley.order.payment.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.joda.money.Money;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoPaymentsTest {

    private final String order = Ids.next();

    @Inject
    Payments payments;

    @Test
    void keepsTheFirstOfManyDecisions() {
        Set<Payment> seen = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                Payment.Status status = i % 2 == 0 ? Payment.Status.AUTHORIZED : Payment.Status.DECLINED;
                threads.submit(() -> seen.add(payments.keepFirst(payment(status))));
            }
        }
        assertEquals(1, seen.size());
        assertEquals(seen.iterator().next(), payments.of(order).orElseThrow());
    }

    @RepeatedTest(10)
    void holdsNoMoneyOnceItIsEndedHoweverTheTwoMeet() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> payments.keepFirst(payment(Payment.Status.AUTHORIZED)));
            threads.submit(() -> payments.end(payment(Payment.Status.VOIDED)));
        }
        assertNotEquals(
                Payment.Status.AUTHORIZED, payments.of(order).orElseThrow().status());
    }

    @Test
    void leavesADeclinedPaymentAsItIs() {
        payments.keepFirst(payment(Payment.Status.DECLINED));
        assertEquals(
                Payment.Status.DECLINED,
                payments.end(payment(Payment.Status.VOIDED)).status());
    }

    private Payment payment(Payment.Status status) {
        return new Payment(
                order,
                Ids.derive(order, "payment"),
                "test",
                Money.parse("USD 5.00"),
                status,
                null,
                Instant.parse("2026-01-15T10:30:00Z"));
    }
}
