package dev.parley.identity.password.application;

import io.quarkus.test.Mock;
import io.quarkus.test.junit.QuarkusMock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Password hashes at the lowest cost: tests sign in thousands of times, and few of them depend on the cost. */
@Mock
@ApplicationScoped
public class TestPasswords extends Passwords {

    private static final int CHEAPEST = 4;

    @Inject
    TestPasswords() {
        this(CHEAPEST);
    }

    TestPasswords(int cost) {
        super(cost);
    }

    /** Until the end of the test, hashes have the cost of production. */
    public static void atProductionCost() {
        QuarkusMock.installMockForType(new TestPasswords(COST), Passwords.class);
    }
}
