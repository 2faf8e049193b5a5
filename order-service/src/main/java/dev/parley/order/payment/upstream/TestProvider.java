package dev.parley.order.payment.upstream;

import dev.parley.order.payment.application.PaymentProvider;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The built-in payment provider {@code test}: its token determines the outcome. It moves no money; the document in
 * {@code payments} is the charge.
 */
@ApplicationScoped
class TestProvider implements PaymentProvider {

    private static final Duration SLOW = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "test";
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code tok_ok} is authorized, {@code tok_slow} after some seconds, {@code tok_declined} and unknown tokens are
     * declined.
     */
    @Override
    public Optional<String> authorize(PaymentReference reference, Money amount, String token) {
        return switch (token) {
            case "tok_ok" -> Optional.empty();
            case "tok_slow" -> {
                answerSlowly();
                yield Optional.empty();
            }
            case "tok_declined" -> Optional.of("card-declined");
            default -> Optional.of("unknown-token");
        };
    }

    @Override
    public void voidOrRefund(PaymentReference reference, Money amount) {
        // Nothing is held: the document of the payment records its end.
    }

    private static void answerSlowly() {
        try {
            Thread.sleep(SLOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The payment provider", SLOW);
        }
    }
}
