package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Mail;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Somebody has registered: they are asked once to confirm their address, however often this is heard. */
@ApplicationScoped
public class WelcomeUser {

    private final AskForMail askForMail;
    private final Clock clock;

    WelcomeUser(AskForMail askForMail, Clock clock) {
        this.askForMail = askForMail;
        this.clock = clock;
    }

    /** What is heard of too late, as when all events are read again, is no news. */
    public void handle(UserId user, Instant registeredAt) {
        if (clock.instant().isBefore(registeredAt.plus(Purpose.EMAIL_VERIFICATION.life()))) {
            askForMail.handle("welcome-" + user, Purpose.EMAIL_VERIFICATION, new Mail.Recipient.Account(user));
        }
    }
}
