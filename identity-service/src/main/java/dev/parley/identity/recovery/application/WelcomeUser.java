package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Mail;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Sends one verification e-mail to a new user, however often the event is received. */
@ApplicationScoped
public class WelcomeUser {

    private final QueueMail queueMail;
    private final Clock clock;

    WelcomeUser(QueueMail queueMail, Clock clock) {
        this.queueMail = queueMail;
        this.clock = clock;
    }

    /** Ignores stale events, as when a topic is read from its beginning. */
    public void handle(UserId user, Instant registeredAt) {
        if (clock.instant().isBefore(registeredAt.plus(Purpose.EMAIL_VERIFICATION.life()))) {
            queueMail.handle("welcome-" + user, Purpose.EMAIL_VERIFICATION, new Mail.Recipient.Account(user));
        }
    }
}
