package dev.parley.identity.password.application;

import dev.parley.platform.problem.Problems;
import java.time.Duration;
import java.util.Optional;

/** Simulates a full queue: no further password is checked while it is set. */
public class CrowdedPasswords extends TestPasswords {

    public volatile boolean crowded = true;

    @Override
    public boolean matches(String password, Optional<String> hash) {
        if (crowded) {
            throw Problems.unavailable("Signing in", Duration.ofSeconds(5));
        }
        return super.matches(password, hash);
    }
}
