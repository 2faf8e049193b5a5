package dev.parley.identity.password.application;

import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes sign-ins wait while passwords are guessed: from the third failure in a row, and when a name has many failures
 * from everywhere, which slows the owner at a new device and locks nobody out. Right and wrong passwords wait alike,
 * before they are looked at, on the virtual thread of the request: no thread that computes hashes waits.
 */
@ApplicationScoped
public class SlowDown {

    private static final int FROM = 3;
    private static final int FROM_EVERYWHERE = 20;
    private static final int MOST_DOUBLINGS = 3;

    private final Duration first;

    SlowDown(@ConfigProperty(name = "parley.sign-in.slow-down") Duration first) {
        this.first = first;
    }

    /**
     * Waits.
     *
     * @param row which attempt in the row it is
     * @param everywhere failures of the name from all networks
     * @throws dev.parley.platform.problem.Problem 503 when the service stops meanwhile
     */
    public void handle(int row, int everywhere) {
        try {
            Thread.sleep(pause(row, everywhere));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("Signing in", Duration.ofSeconds(5));
        }
    }

    /**
     * 1, 2 and 4 times the first pause at the third, fourth and fifth attempt; 1, 2, 4 and 8 times at 20, 40, 60 and 80
     * failures from everywhere.
     */
    Duration pause(int row, int everywhere) {
        int doublings = Math.max(row - FROM, everywhere / FROM_EVERYWHERE - 1);
        return doublings < 0 ? Duration.ZERO : first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    }
}
