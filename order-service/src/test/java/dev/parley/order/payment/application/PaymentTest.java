package dev.parley.order.payment.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Payments at a slow provider, with concurrent ends and crashes. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class PaymentTest {

    private static final Money PRICE = Money.parse("EUR 5.00");
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final PaymentReference order = new PaymentReference(Ids.next());
    private final Provider provider = new Provider();
    private AuthorizePayment authorize;
    private EndPayment end;

    @Inject
    Payments payments;

    /** Holds money by reference; runs a hook just before it answers. */
    private static final class Provider implements PaymentProvider {
        final Map<PaymentReference, Money> held = new HashMap<>();
        Runnable beforeAnswer = () -> {};

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Optional<String> authorize(PaymentReference reference, Money amount, String token) {
            held.put(reference, amount);
            beforeAnswer.run();
            return Optional.empty();
        }

        @Override
        public void voidOrRefund(PaymentReference reference, Money amount) {
            held.remove(reference, amount);
        }
    }

    @BeforeEach
    void useCases() {
        authorize = new AuthorizePayment(payments, new PaymentProviders(List.of(provider)), clock(Duration.ZERO));
        end = end(Duration.ZERO);
    }

    @Test
    void authorizesTheAmountUnderTheReference() {
        assertEquals(
                Payment.Status.AUTHORIZED,
                authorize.handle(order, "fake", "token", PRICE).status());
        assertEquals(Map.of(order, PRICE), provider.held);
    }

    @Test
    void voidsAnAuthorizationAndPreventsLaterOnes() {
        authorize.handle(order, "fake", "token", PRICE);

        assertTrue(end.handle(order, "fake", PRICE, false));
        assertEquals(
                Payment.Status.VOIDED,
                authorize.handle(order, "fake", "token", PRICE).status());

        assertEquals(Map.of(), provider.held);
    }

    @Test
    void voidsAnAuthorizationAfterTheEnd() {
        // Given an order that is cancelled during a slow authorization
        provider.beforeAnswer = () -> {
            end.handle(order, "fake", PRICE, false);
            provider.held.put(order, PRICE); // the late authorization
        };

        assertEquals(
                Payment.Status.VOIDED,
                authorize.handle(order, "fake", "token", PRICE).status());

        assertEquals(Map.of(), provider.held);
    }

    @Test
    void isUnsettledWhileTheAttemptOfACrashedProcessMayBeInProgress() {
        provider.beforeAnswer = () -> {
            throw Problems.unavailable("The process", Duration.ofSeconds(1));
        };
        assertThrows(Problem.class, () -> authorize.handle(order, "fake", "token", PRICE));

        assertFalse(end.handle(order, "fake", PRICE, false));
        provider.held.put(order, PRICE); // a late authorization without a waiting caller

        assertTrue(end(EndPayment.LONGEST_ATTEMPT).handle(order, "fake", PRICE, false));
        assertEquals(Map.of(), provider.held);
    }

    @Test
    void isUnsettledWhileALaterAttemptMayBeInProgress() {
        provider.beforeAnswer = () -> {
            throw Problems.unavailable("The process", Duration.ofSeconds(1));
        };
        Duration later = EndPayment.LONGEST_ATTEMPT.plusMinutes(1);
        assertThrows(Problem.class, () -> authorize.handle(order, "fake", "token", PRICE));
        AuthorizePayment again = new AuthorizePayment(payments, new PaymentProviders(List.of(provider)), clock(later));
        assertThrows(Problem.class, () -> again.handle(order, "fake", "token", PRICE));

        assertFalse(end(later).handle(order, "fake", PRICE, false));
        assertTrue(end(later.plus(EndPayment.LONGEST_ATTEMPT)).handle(order, "fake", PRICE, false));
    }

    @Test
    void resumesAnAttemptAfterACrash() {
        provider.beforeAnswer = () -> {
            throw Problems.unavailable("The process", Duration.ofSeconds(1));
        };
        assertThrows(Problem.class, () -> authorize.handle(order, "fake", "token", PRICE));
        provider.beforeAnswer = () -> {};

        assertEquals(
                Payment.Status.AUTHORIZED,
                authorize.handle(order, "fake", "token", PRICE).status());
    }

    private EndPayment end(Duration later) {
        return new EndPayment(payments, new PaymentProviders(List.of(provider)), clock(later));
    }

    private static Clock clock(Duration later) {
        return Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
    }
}
