package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Mail;
import dev.parley.identity.mail.MailKind;
import dev.parley.identity.mail.Mails;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.platform.RandomBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Queues a mail with a token; the rest is determined when it is sent. */
@ApplicationScoped
public class QueueMail {

    private final Mails mails;
    private final Clock clock;

    QueueMail(Mails mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    /** @param mailId a mail of this id is queued once */
    public void handle(String mailId, Purpose purpose, Mail.Recipient recipient) {
        Instant now = clock.instant();
        MailKind kind = switch (purpose) {
            case PASSWORD_RESET -> MailKind.PASSWORD_RESET;
            case EMAIL_VERIFICATION -> MailKind.EMAIL_VERIFICATION;
            case EMAIL_CHANGE_CURRENT -> MailKind.EMAIL_CHANGE_CURRENT;
            case EMAIL_CHANGE_NEW -> MailKind.EMAIL_CHANGE_NEW;
        };
        mails.add(new Mail(
                mailId, kind, recipient, RandomBytes.next(MailedToken.SEED_BYTES), now, now.plus(purpose.life())));
    }
}
