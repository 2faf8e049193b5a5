package dev.parley.order.payment.application;

import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The built-in payment provider {@code test}: its token says what happens. It moves no money; the record in
 * {@code payments} is the charge.
 */
@ApplicationScoped
public class TestProvider implements PaymentProvider {

    public static final String NAME = "test";

    private static final Duration SLOW = Duration.ofSeconds(3);

    @Override
    public String name() {
        return NAME;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code tok_ok} is authorized, {@code tok_slow} after some seconds, {@code tok_declined} and unknown tokens are
     * declined.
     */
    @Override
    public Optional<String> authorize(String reference, Money amount, String token) {
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
    public void giveBack(String reference, Money amount) {
        // It holds nothing: the record of the payment says that it has ended.
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
