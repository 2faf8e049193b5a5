package dev.parley.identity.mail;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.WireName;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** The queue of outgoing mail. */
@ApplicationScoped
public class Mails {

    static final String COLLECTION = "mails";

    /** How long it is remembered that a mail has been dealt with: nobody may be sent the same one again. */
    public static final Duration REMEMBERED = Duration.ofDays(7);

    /** What became of a mail. */
    enum Outcome {
        SENT,
        /** There was nobody to send it to, or no reason any more. */
        DROPPED,
        GIVEN_UP
    }

    /** A mail whose turn it is. */
    record Due(Mail mail, int attempts) {}

    private final MongoCollection<Document> mails;
    private final RetryingWrites writes;
    private final Clock clock;

    Mails(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.mails = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    /** Puts a mail into the queue; when there is one of this id, sent or not, nothing changes. */
    public void add(Mail mail) {
        Document document = new Document("_id", mail.id())
                .append("kind", WireName.kebab(mail.kind()))
                .append("seed", new Binary(mail.seed()))
                .append("createdAt", Date.from(mail.createdAt()))
                .append("givenUpAt", Date.from(mail.expiresAt()))
                .append("attempts", 0)
                .append("nextAttemptAt", Date.from(mail.createdAt()))
                .append("expiresAt", Date.from(mail.createdAt().plus(REMEMBERED)));
        switch (mail.recipient()) {
            case Mail.Recipient.Account(UserId userId) -> document.append("userId", userId.value());
            case Mail.Recipient.Address(Email email) ->
                document.append("address", email.value()).append("addressKey", email.key());
        }
        writes.insertIfAbsent(mails, document);
    }

    /** The ids of mails to send now. */
    List<String> due(Instant now, int limit) {
        return mails.find(lte("nextAttemptAt", Date.from(now)))
                .sort(ascending("nextAttemptAt"))
                .projection(include("_id"))
                .limit(limit)
                .map(mail -> mail.getString("_id"))
                .into(new ArrayList<>());
    }

    /** The mail, while it is its turn. */
    Optional<Due> find(String id, Instant now) {
        return Optional.ofNullable(mails.find(and(eq("_id", id), lte("nextAttemptAt", Date.from(now))))
                        .first())
                .filter(Mails::isWhole)
                .map(Mails::read);
    }

    /**
     * Not every server reads a document at one moment: this one may have been closed by another copy while it was read.
     */
    private static boolean isWhole(Document document) {
        return document.containsKey("seed") && (document.containsKey("userId") || document.containsKey("address"));
    }

    /**
     * Counts an attempt that begins now; false when somebody else has it. When nothing is heard of it, the next one is
     * due at {@code nextAttemptAt}.
     */
    boolean claim(Due due, Instant nextAttemptAt) {
        return writes.run(() -> mails.updateOne(
                                and(eq("_id", due.mail().id()), eq("attempts", due.attempts())),
                                combine(
                                        set("attempts", due.attempts() + 1),
                                        set("nextAttemptAt", Date.from(nextAttemptAt)))))
                        .getMatchedCount()
                == 1;
    }

    /** The mail is dealt with: what of it is personal, or secret, goes. */
    void close(Mail mail, Outcome outcome) {
        writes.run(() -> mails.updateOne(
                eq("_id", mail.id()),
                combine(
                        set("outcome", WireName.of(outcome)),
                        set("closedAt", Date.from(clock.instant())),
                        unset("nextAttemptAt"),
                        unset("address"),
                        unset("addressKey"),
                        unset("userId"),
                        unset("seed"))));
    }

    /** Whatever was to go to this address does not. */
    public void forget(Email email) {
        writes.run(() -> mails.deleteMany(eq("addressKey", email.key())));
    }

    private static Due read(Document document) {
        @Nullable String userId = document.getString("userId");
        Mail.Recipient recipient = userId != null
                ? new Mail.Recipient.Account(new UserId(userId))
                : new Mail.Recipient.Address(new Email(document.getString("address")));
        Mail mail = new Mail(
                document.getString("_id"),
                WireName.readKebab(MailKind.class, document.getString("kind")),
                recipient,
                document.get("seed", Binary.class).getData(),
                document.getDate("createdAt").toInstant(),
                document.getDate("givenUpAt").toInstant());
        return new Due(mail, document.getInteger("attempts"));
    }
}
