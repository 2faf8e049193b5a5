package dev.parley.identity.password.application;

import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Delays sign-ins while passwords are guessed: from the third failure in a row, and when a name has many failures from
 * all networks, which delays the owner on a new device but locks out nobody. Right and wrong passwords are delayed
 * alike, before they are checked, on the virtual thread of the request, so that no hashing thread is blocked.
 */
@ApplicationScoped
public class SignInDelay {

    private static final int FROM = 3;
    private static final int FROM_EVERYWHERE = 20;
    private static final int MOST_DOUBLINGS = 3;

    private final Duration first;

    SignInDelay(@ConfigProperty(name = "parley.sign-in.slow-down") Duration first) {
        this.first = first;
    }

    /**
     * Sleeps for {@link #pause}.
     *
     * @param row the number of the attempt in the row
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
     * failures from all networks.
     */
    Duration pause(int row, int everywhere) {
        int doublings = Math.max(row - FROM, everywhere / FROM_EVERYWHERE - 1);
        return doublings < 0 ? Duration.ZERO : first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    }
}
