package dev.parley.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.parley.identity.ServiceTest;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.JobRunner;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue and its sender, in a database of their own and with a controlled clock. */
@ServiceTest
class SendMailsTest {

    private static final String SECRET = "the-secret-of-the-link";

    @Inject
    MailTexts texts;

    @Inject
    MongoClient client;

    @Inject
    RetryingWrites writes;

    private final Instant now = Instant.parse("2026-01-15T10:30:00Z");
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private Optional<Letter> letter =
            Optional.of(new Letter(new Email("ann@example.com"), "en", "https://example.com/#token=" + SECRET));
    private boolean serverAway;
    private MongoDatabase database;
    private Mails mails;
    private SendMails sender;

    @BeforeEach
    void makeSender() {
        database = client.getDatabase("test-mails-" + Ids.next());
        mails = new Mails(database, writes, Clock.fixed(now, ZoneOffset.UTC));
        LetterWriter writer = new LetterWriter() {
            @Override
            public MailKind kind() {
                return MailKind.PASSWORD_RESET;
            }

            @Override
            public Optional<Letter> write(Mail mail) {
                return letter;
            }
        };
        MailTransport transport = (mail, to, text) -> {
            if (serverAway) {
                throw new MailNotSent(new IOException("550 no mailbox for ann@example.com"));
            }
            sent.add(mail.id());
        };
        sender = new SendMails(mails, List.of(writer), texts, transport, new SimpleMeterRegistry());
    }

    @AfterEach
    void cleanUp() {
        database.drop();
    }

    @Test
    void sendsAMailOnceAndRemovesItsRecipient() {
        Mail mail = queued();

        turn(now);
        turn(now.plusSeconds(60));

        assertEquals(List.of(mail.id()), sent);
        Document left = stored(mail);
        assertEquals("sent", left.getString("outcome"));
        for (String personal : List.of("address", "userId", "seed", "nextAttemptAt")) {
            assertFalse(left.containsKey(personal), personal);
        }
    }

    @Test
    void sendsAMailOnceWithTwoInstances() throws Exception {
        List<Mail> queued = List.of(queued(), queued(), queued());

        AtOnce.run(4, () -> turn(now));

        assertEquals(
                queued.stream().map(Mail::id).sorted().toList(),
                sent.stream().sorted().toList());
    }

    @Test
    void queuesAMailOnce() {
        Mail mail = queued();
        turn(now);

        mails.add(mail);
        turn(now.plusSeconds(60));

        assertEquals(1, sent.size());
    }

    @Test
    void retriesAfterGrowingPauses() {
        Mail mail = queued();
        serverAway = true;
        Instant at = now;

        for (long pause : List.of(30, 60, 120, 240)) {
            turn(at);
            Duration until =
                    Duration.between(at, stored(mail).getDate("nextAttemptAt").toInstant());
            assertEquals(pause, until.toSeconds()); // due some milliseconds after the sweep began
            at = at.plus(until);
        }
        serverAway = false;
        turn(at);

        assertEquals(List.of(mail.id()), sent);
        assertEquals(Duration.ofMinutes(30), SendMails.pause(40));
    }

    @Test
    void retriesAfterACrash() {
        Mail mail = queued();
        assertTrue(
                mails.claim(mails.find(mail.id(), now).orElseThrow(), now.plusSeconds(30)),
                "and is never heard of again");

        turn(now);
        assertEquals(List.of(), sent);
        turn(now.plusSeconds(30));

        assertEquals(List.of(mail.id()), sent);
    }

    @Test
    void expiresAndLogsNoPersonalData() {
        Mail mail = queued();
        serverAway = true;
        List<String> log = logOf(() -> {
            turn(now);
            turn(mail.expiresAt());
        });

        assertEquals("given_up", stored(mail).getString("outcome"));
        assertFalse(stored(mail).containsKey("seed"));
        assertTrue(log.stream().anyMatch(line -> line.startsWith("ERROR") && line.contains(mail.id())), log::toString);
        assertFalse(log.toString().contains("ann@"), log::toString);
        assertFalse(log.toString().contains(SECRET), log::toString);
    }

    @Test
    void dropsAMailWithoutRecipient() {
        Mail mail = queued();
        letter = Optional.empty();

        turn(now);

        assertEquals(List.of(), sent);
        assertEquals("dropped", stored(mail).getString("outcome"));
    }

    @Test
    void removesExpiredMails() {
        Mail mail = queued();

        Bson expired = Objects.requireNonNull(new ExpiredMails()
                .expiredAt(now.plus(Mails.REMEMBERED).plusMillis(1))
                .get(Mails.COLLECTION));

        assertEquals(
                mail.id(),
                Objects.requireNonNull(database.getCollection(Mails.COLLECTION)
                                .find(expired)
                                .first())
                        .get("_id"));
    }

    private int turn(Instant now) {
        return new JobRunner<>(sender, new SimpleMeterRegistry()).turn(now);
    }

    private Mail queued() {
        Mail mail = new Mail(
                Ids.next(),
                MailKind.PASSWORD_RESET,
                new Mail.Recipient.Account(new UserId("ann")),
                new byte[32],
                now,
                now.plus(Duration.ofMinutes(10)));
        mails.add(mail);
        return mail;
    }

    private Document stored(Mail mail) {
        return database.getCollection("mails")
                .find(Filters.eq("_id", mail.id()))
                .first();
    }

    private static List<String> logOf(Runnable work) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + String.format(line.getMessage(), line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger logger = Logger.getLogger(SendMails.class.getName());
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }
}
