package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.util.regex.Pattern;

/** Formats mails as Internet messages (RFC 5322). */
final class MailMessages {

    private static final Pattern ONE_ADDRESS = Pattern.compile("^[^\\s\\p{C}<>(),;:]+@[^\\s\\p{C}<>(),;:@]+");

    private final String from;
    private final String domain;

    /** @param from such as {@code Parley <no-reply@example.com>} */
    MailMessages(String from) {
        String address = new EmailAddress(from).getEmail();
        if (!ONE_ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("parley.mail.from is not an address: " + from);
        }
        this.from = from;
        this.domain = address.substring(address.lastIndexOf('@') + 1);
    }

    /** @throws MailNotSent when the address could be parsed as several, or as more than an address */
    MailMessage of(Mail mail, Email to, MailTexts.Text text) {
        if (!ONE_ADDRESS.matcher(to.value()).matches()) {
            throw new MailNotSent(new IllegalArgumentException());
        }
        return new MailMessage()
                .setFrom(from)
                .setTo(to.value())
                .setSubject(text.subject())
                .setText(text.text())
                .setHtml(text.html())
                .addHeader("Message-ID", "<" + mail.id() + "@" + domain + ">")
                .addHeader("Auto-Submitted", "auto-generated");
    }

    /** The message exactly as a mail server receives it. */
    String encoded(Mail mail, Email to, MailTexts.Text text) {
        return new MailEncoder(of(mail, to, text), domain).encode();
    }
}
