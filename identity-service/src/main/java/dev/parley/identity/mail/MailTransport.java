package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;

/** The way mails go out. */
interface MailTransport {

    /**
     * Returns when somebody else is answerable for the mail.
     *
     * @throws MailNotSent when nobody is
     */
    void send(Mail mail, Email to, MailTexts.Text text);
}
