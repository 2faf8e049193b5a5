package dev.parley.identity.password.application;

import dev.parley.identity.mail.Mail;
import dev.parley.identity.recovery.application.AskForMail;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.Email;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Somebody has forgotten the password of the account with this address. Whether there is one is only looked up later,
 * so neither answer nor time tells.
 */
@ApplicationScoped
public class RequestPasswordReset {

    private final AskForMail askForMail;

    RequestPasswordReset(AskForMail askForMail) {
        this.askForMail = askForMail;
    }

    public void handle(Email email) {
        askForMail.handle(Ids.next(), Purpose.PASSWORD_RESET, new Mail.Recipient.Address(email));
    }
}
