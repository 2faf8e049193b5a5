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

    /** How long the id of a sent or dropped mail is kept, so that the same mail is not sent again. */
    public static final Duration REMEMBERED = Duration.ofDays(7);

    /** The outcome of a mail. */
    enum Outcome {
        SENT,
        /** There was no recipient, or no reason to send it any more. */
        DROPPED,
        GIVEN_UP
    }

    /** A mail that is due. */
    record Due(Mail mail, int attempts) {}

    private final MongoCollection<Document> mails;
    private final RetryingWrites writes;
    private final Clock clock;

    Mails(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.mails = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    /** Enqueues a mail; idempotent by its id, whether sent or not. */
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

    /** The ids of due mails. */
    List<String> due(Instant now, int limit) {
        return mails.find(lte("nextAttemptAt", Date.from(now)))
                .sort(ascending("nextAttemptAt"))
                .projection(include("_id"))
                .limit(limit)
                .map(mail -> mail.getString("_id"))
                .into(new ArrayList<>());
    }

    /** The mail, while it is due. */
    Optional<Due> find(String id, Instant now) {
        return Optional.ofNullable(mails.find(and(eq("_id", id), lte("nextAttemptAt", Date.from(now))))
                        .first())
                .filter(Mails::isWhole)
                .map(Mails::read);
    }

    /** Not every server reads a document atomically: another instance may have closed this one during the read. */
    private static boolean isWhole(Document document) {
        return document.containsKey("seed") && (document.containsKey("userId") || document.containsKey("address"));
    }

    /**
     * Claims an attempt; false when another instance has claimed it. If the attempt reports no outcome, the next one is
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

    /** Closes the mail and removes its personal and secret fields. */
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

    /** Cancels every mail that is queued for this address. */
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
