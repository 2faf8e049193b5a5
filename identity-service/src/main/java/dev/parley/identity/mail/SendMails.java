package dev.parley.identity.mail;

import dev.parley.identity.mail.Mails.Due;
import dev.parley.identity.mail.Mails.Outcome;
import dev.parley.platform.WireName;
import dev.parley.platform.events.RecurringJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends the queued mails. A failed attempt is retried after 30 seconds, one minute, two, four … at most thirty, until
 * the mail expires. If an instance dies during an attempt, the retry may send a second copy: both have the same
 * Message-ID. Items are ids of mails.
 */
@ApplicationScoped
class SendMails implements RecurringJob<String> {

    private static final Logger LOG = Logger.getLogger(SendMails.class);

    /** Longer than an attempt may take, so that no attempt is retried while it is running. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 6;

    private final Mails mails;
    private final Map<MailKind, LetterWriter> writers;
    private final MailTexts texts;
    private final MailTransport transport;
    private final MeterRegistry metrics;

    SendMails(
            Mails mails,
            @All List<LetterWriter> writers,
            MailTexts texts,
            MailTransport transport,
            MeterRegistry metrics) {
        this.mails = mails;
        this.writers = writers.stream().collect(Collectors.toMap(LetterWriter::kind, Function.identity()));
        this.texts = texts;
        this.transport = transport;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<String> due(Instant now, int most) {
        return mails.due(now, most);
    }

    @Override
    public void handle(String mailId, Instant now) {
        mails.find(mailId, now).ifPresent(due -> {
            if (!now.isBefore(due.mail().expiresAt())) {
                LOG.errorf(
                        "Mail expired before it was sent: mailId=%s kind=%s attempts=%d",
                        mailId, WireName.kebab(due.mail().kind()), due.attempts());
                close(due.mail(), Outcome.GIVEN_UP);
            } else if (mails.claim(due, now.plus(pause(due.attempts())))) {
                send(due);
            }
        });
    }

    private void send(Due due) {
        Mail mail = due.mail();
        Optional<Letter> letter = Objects.requireNonNull(writers.get(mail.kind()), "every kind has a writer")
                .write(mail);
        if (letter.isEmpty()) {
            close(mail, Outcome.DROPPED);
            return;
        }
        try {
            transport.send(mail, letter.get().to(), texts.of(mail.kind(), letter.get()));
        } catch (MailNotSent e) {
            LOG.warnf(
                    "Mail not sent, will be retried: mailId=%s kind=%s attempts=%d reason=%s",
                    mail.id(), WireName.kebab(mail.kind()), due.attempts() + 1, e.getMessage());
            return;
        }
        close(mail, Outcome.SENT);
        LOG.infof("Mail sent: mailId=%s kind=%s", mail.id(), WireName.kebab(mail.kind()));
    }

    private void close(Mail mail, Outcome outcome) {
        mails.close(mail, outcome);
        metrics.counter("mails", "kind", WireName.kebab(mail.kind()), "outcome", WireName.of(outcome))
                .increment();
    }

    static Duration pause(int attemptsBefore) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attemptsBefore, DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
