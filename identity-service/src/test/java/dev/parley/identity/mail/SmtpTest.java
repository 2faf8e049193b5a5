package dev.parley.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.Client;
import dev.parley.identity.Mailbox;
import dev.parley.identity.ServiceTest;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** With a mail server whose first response is a transient failure. */
@ServiceTest
@WithTestResource(FakeSmtp.class)
class SmtpTest {

    @Inject
    MongoDatabase database;

    @Test
    void sendsMailsToTheServerUnderOneIdOverRetries() {
        // Given a refused mail, as are the others of this service's start
        Client.SignedIn ann = Client.register();
        Bson mail = Filters.eq("_id", "welcome-" + ann.id());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        database.getCollection("mails").countDocuments(Filters.and(mail, Filters.gte("attempts", 1)))
                                == 1);

        // When it is retried
        database.getCollection("mails")
                .updateMany(Filters.exists("nextAttemptAt"), Updates.set("nextAttemptAt", new Date()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        database.getCollection("mails").countDocuments(Filters.and(mail, Filters.eq("outcome", "sent")))
                                == 1);
        List<String> sent = FakeSmtp.with("RCPT TO:<" + ann.email() + ">");
        assertEquals(1, sent.size());
        String text = sent.getFirst();
        assertTrue(text.contains("MAIL FROM:<no-reply@parley.example>"), text);
        assertTrue(text.contains("Message-ID: <welcome-" + ann.id() + "@parley.example>"), text);
        assertEquals(
                1, text.lines().filter(line -> line.startsWith("Message-ID:")).count());
        assertTrue(
                text.replaceAll("=\\n", "").replace("=3D", "=").contains("https://shop.example/verify-email#token="));
        assertEquals(43, Mailbox.token(text).length());
    }
}
