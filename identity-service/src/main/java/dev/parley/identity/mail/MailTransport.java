package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;

/** Delivers outgoing mail. */
interface MailTransport {

    /**
     * Returns when the next server has accepted responsibility for the mail.
     *
     * @throws MailNotSent when it has not
     */
    void send(Mail mail, Email to, MailTexts.Text text);
}
