package dev.parley.identity.password.application;

import dev.parley.identity.mail.Mail;
import dev.parley.identity.recovery.application.QueueMail;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.Email;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Requests a password reset mail for an address. The account is looked up only when the mail is sent, so neither the
 * response nor its time reveals whether it exists.
 */
@ApplicationScoped
public class RequestPasswordReset {

    private final QueueMail queueMail;

    RequestPasswordReset(QueueMail queueMail) {
        this.queueMail = queueMail;
    }

    public void handle(Email email) {
        queueMail.handle(Ids.next(), Purpose.PASSWORD_RESET, new Mail.Recipient.Address(email));
    }
}
