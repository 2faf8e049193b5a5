package dev.parley.order.payment.application;

import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The built-in payment provider {@code test}: its token says what happens. It moves no money; the record in {@code payments} is the charge. */
@ApplicationScoped
public class TestProvider {

    public static final String NAME = "test";

    private static final Duration SLOW = Duration.ofSeconds(3);

    /**
     * Asks for the money: {@code tok_ok} is authorised, {@code tok_slow} after some seconds, {@code tok_declined} and unknown tokens are declined.
     *
     * @return why it is declined; empty when it is authorised
     */
    Optional<String> authorise(String token) {
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

    private static void answerSlowly() {
        try {
            Thread.sleep(SLOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The payment provider", SLOW);
        }
    }
}
