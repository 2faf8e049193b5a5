package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;
import io.vertx.ext.mail.MailClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends mails through a mail server. */
final class SmtpTransport implements MailTransport {

    /** Less than the pause before the next attempt. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final MailClient client;
    private final MailMessages messages;

    SmtpTransport(MailClient client, MailMessages messages) {
        this.client = client;
        this.messages = messages;
    }

    @Override
    public void send(Mail mail, Email to, MailTexts.Text text) {
        var sent =
                client.sendMail(messages.of(mail, to, text)).toCompletionStage().toCompletableFuture();
        try {
            sent.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new MailNotSent(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new MailNotSent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailNotSent(e);
        }
    }
}
