package dev.parley.identity.password.application;

import dev.parley.identity.password.application.LoginAttempts.Key;
import dev.parley.identity.session.application.CurrentDevice;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.security.SecurityEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Rate-limits password guessing: counts sign-in attempts, of a known device separately, delays them, and reports them.
 */
@ApplicationScoped
class SignInAttempts {

    private final LoginAttempts attempts;
    private final SignInDelay delay;
    private final KnownDevices knownDevices;
    private final CurrentDevice device;
    private final SecurityEvents events;

    SignInAttempts(
            LoginAttempts attempts,
            SignInDelay delay,
            KnownDevices knownDevices,
            CurrentDevice device,
            SecurityEvents events) {
        this.attempts = attempts;
        this.delay = delay;
        this.knownDevices = knownDevices;
        this.device = device;
        this.events = events;
    }

    /**
     * Counts an attempt, as failed until it succeeds.
     *
     * @param account the account with the name, if any
     * @throws UserProblem.LockedOut when too many have failed already
     */
    Attempt begin(String typedName, Optional<User> account, Optional<String> deviceProof) {
        Optional<String> knownDevice =
                account.flatMap(user -> deviceProof.flatMap(proof -> knownDevices.find(user.id(), proof)));
        Key key = knownDevice.map(Key::ofDevice).orElseGet(() -> Key.of(typedName, device.network()));
        Optional<Key> everywhere = knownDevice.isPresent() ? Optional.empty() : Optional.of(Key.everywhere(typedName));
        String subject = account.map(user -> user.id().value()).orElseGet(() -> events.hash(typedName));
        try {
            return new Attempt(key, everywhere, attempts.count(key), subject, account.isPresent());
        } catch (UserProblem.LockedOut locked) {
            events.record(SecurityEvents.LOCKED_OUT, subject, "wrong-passwords");
            throw locked;
        }
    }

    /** One attempt to sign in. */
    class Attempt {

        private final Key key;
        private final Optional<Key> everywhere;
        private final int row;
        private final String subject;
        private final boolean accountExists;

        private Attempt(Key key, Optional<Key> everywhere, int row, String subject, boolean accountExists) {
            this.key = key;
            this.everywhere = everywhere;
            this.row = row;
            this.subject = subject;
            this.accountExists = accountExists;
        }

        /** Delays the attempt while passwords are being guessed. */
        void delay() {
            delay.handle(row, everywhere.map(attempts::failures).orElse(0));
        }

        void fail() {
            everywhere.ifPresent(attempts::add);
            events.record(SecurityEvents.SIGN_IN_FAILED, subject, accountExists ? "wrong-password" : "unknown-name");
        }

        /** Reverts the count: the password was not checked. */
        void takeBack() {
            attempts.takeBack(key);
        }

        void succeed() {
            attempts.forget(key);
        }
    }
}
